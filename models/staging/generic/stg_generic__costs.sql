{{ config(materialized="view") }}

with costs as (
    {{ raw_fields(
        "generic",
        ref("stg_generic__cost_records"),
        ["date", "channel", "campaign", "amount", "currency"],
    ) }}
)

select
    source,
    source_file,
    file_stamp,
    raw_text,
    is_malformed or {{ parse_decimal("field.amount") }} is null as is_malformed,
    cast({{ parse_timestamp("field.date") }} as date) as cost_date,
    field.channel,
    field.campaign,
    {{ parse_decimal("field.amount") }} as amount,
    field.currency
from costs
