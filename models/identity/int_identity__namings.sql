{{ identity_namings("int_identity") }}
