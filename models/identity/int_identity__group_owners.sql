{{ identity_group_owners("int_identity") }}
