{{ identity_bundles(ref('int_erasure__events')) }}
