{{ config(materialized="table") }}

select
    coalesce(
        {{ parse_timestamp(dbt.string_literal(dbt.escape_single_quotes(var("as_of") | string))) }},
        max(received_at),
        max(occurred_at)
    ) as as_of
from {{ ref('int_contract__judged_events') }}
where rejection_reason is null and not is_duplicate
