-- Law 1: raw = accepted + duplicates + rejected, for each load and for each table. The report
-- counts raw rows where they were read; what became of them is counted here in the tables too.
with loads as (
    select
        'load ' || source_file as what,
        raw_rows,
        accepted_rows + duplicate_rows + rejected_rows as ended_rows
    from {{ ref('rpt_event_reconciliation') }}
),

reasons as (
    select
        'reasons of ' || source_file as what,
        raw_rows,
        accepted_rows + duplicate_rows
        {%- for reason in rejection_reasons() %}
            + rejected_{{ reason }}
        {%- endfor %} as ended_rows
    from {{ ref('rpt_event_reconciliation') }}
),

ended as (
    {%- for entity in var("sources") %}
        select
            '{{ entity }}' as entity,
            count(*) as ended_rows
        from {{ ref(entity) }}
        where {{ is_own_record(entity) }}
        union all
    {%- endfor %}
    select
        entity,
        count(*) as ended_rows
    from {{ ref('fct_rejected_rows') }}
    group by entity
    union all
    select
        entity,
        sum(duplicate_rows) as ended_rows
    from {{ ref('rpt_event_reconciliation') }}
    group by entity
    union all
    select
        entity,
        -sum(raw_rows) as ended_rows
    from {{ ref('rpt_event_reconciliation') }}
    group by entity
),

tables as (
    select
        'table ' || entity as what,
        0 as raw_rows,
        sum(ended_rows) as ended_rows
    from ended
    group by entity
),

compared as (
    select * from loads
    union all
    select * from reasons
    union all
    select * from tables
)

select * from compared
where raw_rows != ended_rows
