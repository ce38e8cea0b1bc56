-- depends_on: {{ ref('int_erasure__forgotten_records') }}
{{ judged(
    "identity_links", ["left_type", "left_value", "right_type", "right_value", "linked_at"]
) }}
