select
    histories.lifetime_model_id,
    histories.user_key,
    histories.repeat_purchases + 1 as purchases,
    histories.repeat_purchases,
    histories.recency,
    histories.age,
    expectations.alive_probability,
    expectations.expected_purchases,
    histories.historic_value,
    expectations.expected_purchases * histories.historic_value / (histories.repeat_purchases + 1)
        as expected_value
from {{ ref('int_kpis__purchase_histories') }} as histories
inner join {{ ref('int_kpis__purchase_expectations') }} as expectations
    on
        histories.lifetime_model_id = expectations.lifetime_model_id
        and histories.user_key = expectations.user_key
