{{ raw_records(
    "generic",
    "events",
    identifiers={
        "columns": ["endpoint_id", "anonymous_id", "user_id"],
        "objects": ["identifiers"],
    },
) }}
