{{ identity_bundles(ref('int_scope__events')) }}
