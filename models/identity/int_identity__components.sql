{{ identity_components("int_identity") }}
