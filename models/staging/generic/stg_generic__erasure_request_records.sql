{{ raw_records(
    "generic",
    "erasure_requests",
    identifiers={"pairs": [["identifier_type", "identifier_value"]]},
    hidden="identifier_value",
    others=["identifier_type", "requested_at"],
) }}
