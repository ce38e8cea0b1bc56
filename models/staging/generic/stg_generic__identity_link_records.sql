{{ raw_records(
    "generic",
    "identity_links",
    identifiers={"pairs": [["left_type", "left_value"], ["right_type", "right_value"]]},
) }}
