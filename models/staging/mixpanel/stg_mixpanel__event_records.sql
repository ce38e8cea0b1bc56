{{ raw_records(
    "mixpanel",
    "events",
    identifiers={"paths": {"properties.$email": "email", "properties.$phone": "phone"}},
) }}
