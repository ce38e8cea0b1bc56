-- depends_on: {{ ref('int_erasure__forgotten_records') }}
{{ judged(
    "consents", ["identifier_type", "identifier_value", "purpose", "is_granted", "changed_at"]
) }}
