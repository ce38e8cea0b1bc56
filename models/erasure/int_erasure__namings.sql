{{ identity_namings("int_erasure") }}
