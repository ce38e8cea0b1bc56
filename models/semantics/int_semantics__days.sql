{#- From the first event to `as_of`, so that a day on which nothing happened has a row too. -#}
with span as (
    select
        {{ reporting_date("min(occurred_at)") }} as first_date,
        (select {{ reporting_date("as_of") }} from {{ ref('int_contract__as_of') }}) as last_date
    from {{ ref('fct_events') }}
    having count(*) > 0
)

select reporting_date
from {{ days_between("span", "first_date", "last_date", "reporting_date") }}
