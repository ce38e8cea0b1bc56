{{ raw_records(
    "ga4",
    "events",
    identifiers={"paths": {
        "user_id": "user_id",
        "user_pseudo_id": "anonymous_id",
        "device.vendor_id": "endpoint_id",
        "device.advertising_id": "advertising_id",
    }},
) }}
