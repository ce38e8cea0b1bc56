{{ raw_records("generic", "erasure_requests") }}
