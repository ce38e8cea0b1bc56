{{ identity_bundle_identifiers(ref('int_erasure__seen_bundles')) }}
