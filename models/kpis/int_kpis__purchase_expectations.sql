{#- BG/NBD: Fader, Hardie and Lee, Counting your customers the easy way, Marketing Science 24
    (2005). Its hypergeometric function is summed as a series after Euler's transformation, which
    makes the terms fall faster than those of the formula as printed; users alike in repeats and age
    share one sum. With z = horizon / (alpha + age + horizon) the series is 2F1(a + b - 1 - r,
    a - 1; a + b + repeats - 1; z), and the purchases expected of a user who is alive are
    (a + b + repeats - 1) / (a - 1) * (1 - (1 - z)^(a - 1) * series). Six decimals are the same on
    every engine. -#}
with recursive cases as (
    select distinct
        histories.lifetime_model_id,
        histories.repeat_purchases,
        histories.age,
        models.a + models.b - 1 - models.r as p,
        models.a - 1 as q,
        models.a + models.b + histories.repeat_purchases - 1 as s,
        models.horizon_periods / (models.alpha + histories.age + models.horizon_periods) as z
    from {{ ref('int_kpis__purchase_histories') }} as histories
    inner join {{ ref('int_config__lifetime_models') }} as models
        on histories.lifetime_model_id = models.lifetime_model_id
),

sums as (
    select
        *,
        0 as term_no,
        cast(1 as double) as term,
        cast(1 as double) as series
    from cases

    union all

    select
        lifetime_model_id,
        repeat_purchases,
        age,
        p,
        q,
        s,
        z,
        term_no + 1 as term_no,
        term * (p + term_no) * (q + term_no) / ((s + term_no) * (1 + term_no)) * z as term,
        series + term * (p + term_no) * (q + term_no) / ((s + term_no) * (1 + term_no)) * z
            as series
    from sums
    where abs(term) > 1e-13 and term_no < 10000
),

expected as (
    select
        lifetime_model_id,
        repeat_purchases,
        age,
        max_by(s / q * (1 - power(1 - z, q) * series), term_no) as purchases_if_alive
    from sums
    group by lifetime_model_id, repeat_purchases, age
),

alive as (
    select
        histories.*,
        case
            when histories.repeat_purchases = 0 then cast(1 as double)
            else 1 / (
                1 + models.a / (models.b + histories.repeat_purchases - 1) * power(
                    (models.alpha + histories.age) / (models.alpha + histories.recency),
                    models.r + histories.repeat_purchases
                )
            )
        end as alive_probability
    from {{ ref('int_kpis__purchase_histories') }} as histories
    inner join {{ ref('int_config__lifetime_models') }} as models
        on histories.lifetime_model_id = models.lifetime_model_id
)

select
    alive.lifetime_model_id,
    alive.user_key,
    round(alive.alive_probability, 6) as alive_probability,
    round(alive.alive_probability * expected.purchases_if_alive, 6) as expected_purchases
from alive
inner join expected
    on
        alive.lifetime_model_id = expected.lifetime_model_id
        and alive.repeat_purchases = expected.repeat_purchases
        and alive.age = expected.age
