{{ identity_resolved_identifiers("int_erasure") }}
