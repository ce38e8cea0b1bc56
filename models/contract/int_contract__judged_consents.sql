{{ config(materialized="view") }}

{{ judged(
    "consents",
    {
        "malformed": "is_malformed",
        "missing_identifier": is_unknown_identifier("identifier_type", "identifier_value"),
        "invalid_timestamp": "changed_at is null",
    },
    ["identifier_type", "identifier_value", "purpose", "is_granted", "changed_at"],
) }}
