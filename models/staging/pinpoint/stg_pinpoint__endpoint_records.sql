{{ raw_records(
    "pinpoint",
    "endpoints",
    identifiers={"paths": {"Address": ["email", "phone"]}},
    plain_kind="json",
) }}
