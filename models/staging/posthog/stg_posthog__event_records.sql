{#- Files of JSON lines have the properties as objects, those of Parquet as JSON in a text. -#}
{{ raw_records(
    "posthog",
    "events",
    identifiers={"paths": {
        "properties.$set.email": "email",
        "properties.$set.phone": "phone",
        "properties|$set.email": "email",
        "properties|$set.phone": "phone",
        "person_properties.email": "email",
        "person_properties.phone": "phone",
        "person_properties|email": "email",
        "person_properties|phone": "phone",
    }},
) }}
