{{ raw_records("generic", "costs") }}
