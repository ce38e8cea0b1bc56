{{ identity_bundle_identifiers(ref('int_identity__bundles')) }}
