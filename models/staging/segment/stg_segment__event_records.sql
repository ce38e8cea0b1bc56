{{ raw_records(
    "segment",
    "events",
    identifiers={"paths": {
        "traits.email": "email",
        "traits.phone": "phone",
        "context.traits.email": "email",
        "context.traits.phone": "phone",
    }},
) }}
