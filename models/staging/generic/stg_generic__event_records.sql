{{ raw_records("generic", "events") }}
