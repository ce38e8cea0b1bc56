{#- Intervals of a shared group of devices with one person each; the first person named there had
    it from the beginning. -#}
with changes as (
    select group_no, named_at, person_no
    from {{ ref('int_identity__namings') }}
    qualify person_no is distinct from lag(person_no) over (
        partition by group_no order by named_at
    )
)

select
    group_no,
    person_no,
    case
        when row_number() over (partition by group_no order by named_at) > 1 then named_at
        else {{ beginning_of_time() }}
    end as owned_from,
    lead(named_at) over (partition by group_no order by named_at) as owned_to
from changes
