{{ raw_records(
    "segment",
    "events",
    identifiers={"paths": {
        "userId": "user_id",
        "anonymousId": "anonymous_id",
        "previousId": ["user_id", "anonymous_id"],
        "traits.email": "email",
        "traits.phone": "phone",
        "context.device.id": "endpoint_id",
        "context.device.advertisingId": "advertising_id",
        "context.traits.email": "email",
        "context.traits.phone": "phone",
    }},
) }}
