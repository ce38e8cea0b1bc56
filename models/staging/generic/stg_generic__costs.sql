{{ config(materialized="view") }}

with fields as (
    select
        source_file,
        raw_text,
        record,
        {{ json_fields("record", ["date", "channel", "campaign", "amount", "currency"]) }} as field
    from {{ ref('stg_generic__cost_records') }}
)

select
    'generic' as source,
    source_file,
    raw_text,
    record is null or {{ parse_decimal("field.amount") }} is null as is_malformed,
    cast({{ parse_timestamp("field.date") }} as date) as cost_date,
    field.channel,
    field.campaign,
    {{ parse_decimal("field.amount") }} as amount,
    field.currency
from fields
