{{ raw_records(
    "generic",
    "consents",
    identifiers={"pairs": [["identifier_type", "identifier_value"]]},
) }}
