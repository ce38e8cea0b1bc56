{{ config(materialized="view") }}

select
    source,
    cost_date,
    channel,
    campaign,
    amount,
    currency
from {{ ref('int_contract__judged_costs') }}
where rejection_reason is null and not is_duplicate
