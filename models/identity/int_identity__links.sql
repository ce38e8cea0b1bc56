{{ identity_links("int_identity") }}
