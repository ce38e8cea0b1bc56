{#- A user's purchases of one day are one, as the model takes them. -#}
with purchases as (
    select
        purchase_units.measure_no,
        purchase_units.user_no,
        {{ reporting_date("purchase_units.occurred_at") }} as observed_on,
        sum(purchase_units.amount) as amount
    from {{ ref('int_kpis__units') }} as purchase_units
    where
        purchase_units.measure_no in (
            select models.measure_no from {{ ref('int_config__lifetime_models') }} as models
        )
    group by 1, 2, 3
),

histories as (
    select
        measure_no,
        user_no,
        count(*) - 1 as repeat_purchases,
        min(observed_on) as first_on,
        max(observed_on) as last_on,
        cast(sum(amount) as double) as historic_value
    from purchases
    group by 1, 2
)

select
    models.lifetime_model_id,
    numbered.user_key,
    histories.repeat_purchases,
    {{ dbt.datediff("histories.first_on", "histories.last_on", "day") }}
    / models.period_days as recency,
    {{ dbt.datediff("histories.first_on", reporting_date("clock.as_of"), "day") }}
    / models.period_days as age,
    histories.historic_value
from histories
inner join {{ ref('int_config__lifetime_models') }} as models
    on histories.measure_no = models.measure_no
inner join {{ ref('int_identity__user_numbers') }} as numbered
    on histories.user_no = numbered.user_no
cross join {{ ref('int_contract__as_of') }} as clock
