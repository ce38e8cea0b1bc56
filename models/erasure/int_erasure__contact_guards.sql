{{ identity_contact_guards("int_erasure") }}
