{{ raw_records("amplitude", "identity_links") }}
