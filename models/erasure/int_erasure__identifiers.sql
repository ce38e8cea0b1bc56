{{ identity_identifiers("int_erasure") }}
