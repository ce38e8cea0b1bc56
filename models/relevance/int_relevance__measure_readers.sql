{#- A measure is read by what it is part of, and by what is part of a measure that follows it. -#}
with readers as (
    select
        kpi_id as reader_id,
        numerator_measure as measure_id
    from {{ ref('int_config__kpis') }}
    union
    select
        kpi_id as reader_id,
        denominator_measure as measure_id
    from {{ ref('int_config__kpis') }}
    union
    select
        lifetime_model_id as reader_id,
        purchase_measure as measure_id
    from {{ ref('int_config__lifetime_models') }}
)

select
    reader_id,
    measure_id
from readers
where measure_id is not null

union

select
    readers.reader_id,
    measures.follows_measure as measure_id
from readers
inner join {{ ref('int_config__measures') }} as measures
    on readers.measure_id = measures.measure_id
where measures.follows_measure is not null
