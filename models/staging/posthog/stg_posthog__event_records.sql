{#- JSON lines have the properties as objects, Parquet has them as JSON in a text. The latter come
    first: what stands there whole must not cover the hashes in it. -#}
{{ raw_records(
    "posthog",
    "events",
    identifiers={"paths": {
        "properties|$set.email": "email",
        "properties|$set.phone": "phone",
        "person_properties|email": "email",
        "person_properties|phone": "phone",
        "properties.$set.email": "email",
        "properties.$set.phone": "phone",
        "person_properties.email": "email",
        "person_properties.phone": "phone",
    }},
) }}
