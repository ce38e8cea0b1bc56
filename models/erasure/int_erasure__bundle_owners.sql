{{ identity_bundle_owners("int_erasure") }}
