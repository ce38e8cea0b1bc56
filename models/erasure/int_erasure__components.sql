{{ identity_components("int_erasure") }}
