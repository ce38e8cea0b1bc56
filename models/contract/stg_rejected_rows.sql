{{ config(materialized="view") }}

{#- Of events the reasons are known before the duplicates among them are sought. -#}
{%- for entity in var("sources") %}
    {%- set is_event = entity == "events" %}
    select
        source,
        '{{ entity }}' as entity,
        source_file,
        nullif(raw_text, {{ erased_text() }}) as raw_text,
        rejection_reason
    from {{ ref("int_contract__reasoned_events") if is_event else judged_relation(entity) }}
    where rejection_reason is not null
    {{ "union all" if not loop.last }}
{%- endfor %}
