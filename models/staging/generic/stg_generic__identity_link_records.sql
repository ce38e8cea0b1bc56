{{ raw_records("generic", "identity_links") }}
