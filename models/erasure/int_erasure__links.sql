{{ identity_links("int_erasure") }}
