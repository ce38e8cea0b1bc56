{{ raw_records(
    "amplitude",
    "events",
    identifiers={"paths": {"user_properties.email": "email", "user_properties.phone": "phone"}},
) }}
