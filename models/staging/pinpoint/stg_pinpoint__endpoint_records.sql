{{ raw_records(
    "pinpoint",
    "endpoints",
    identifiers={"everywhere": [{
        "path": "$.Address",
        "unless": {"$.ChannelType": pinpoint_push_types()},
        "types": ["email", "phone"],
    }]},
    plain_kind="json",
) }}
