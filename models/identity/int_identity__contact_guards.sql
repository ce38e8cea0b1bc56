{{ identity_contact_guards("int_identity") }}
