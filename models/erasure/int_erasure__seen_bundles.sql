{{ identity_bundles(ref('int_erasure__seen_events')) }}
