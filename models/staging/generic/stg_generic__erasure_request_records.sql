{{ raw_records(
    "generic",
    "erasure_requests",
    identifiers={"pairs": [["identifier_type", "identifier_value"]]},
) }}
