{{ identity_identifiers("int_identity") }}
