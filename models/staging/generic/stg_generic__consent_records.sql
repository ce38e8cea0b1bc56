{{ raw_records("generic", "consents") }}
