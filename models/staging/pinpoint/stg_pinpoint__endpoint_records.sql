{{ raw_records(
    "pinpoint",
    "endpoints",
    identifiers={"paths": {"Address": ["email", "phone"]}},
) }}
