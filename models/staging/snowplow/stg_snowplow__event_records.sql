{{ raw_records(
    "snowplow",
    "events",
    identifiers={"paths": {
        "user_id": "user_id",
        "domain_userid": "anonymous_id",
        "network_userid": "network_userid",
    }},
    tsv_columns=snowplow_columns(),
    plain_kind="tsv",
) }}
