{{ identity_bundle_identifiers(ref('int_erasure__bundles')) }}
