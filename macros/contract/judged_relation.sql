{#- The relation that says of every raw record of an entity where it ends. -#}
{% macro judged_relation(entity) %}
    {{ return(ref("int_contract__judged_" ~ entity)) }}
{% endmacro %}

{#- A condition for the rows of such a relation, or of the entity's table in the contract, that are
    raw records and not derived from those of another entity. -#}
{% macro is_own_record(entity) -%}
    {{ "raw_entity = '" ~ entity ~ "'" if entity in var("derived") else "true" }}
{%- endmacro %}

{#- The records of one source that nothing is wrong with, with what tells where they come from, for a
    model that derives rows of another entity from them. For a from clause. Records of events that
    repeat another one are among them: `judged` leaves out what only they say. -#}
{% macro sound_records_of(source, entity) -%}
    (
        {%- if entity == "events" %}
        select
            *,
            'events' as raw_entity
        from {{ ref("int_contract__reasoned_events") }}
        where source = '{{ source }}' and rejection_reason is null
        {%- else %}
        select *
        from {{ judged_relation(entity) }}
        where source = '{{ source }}' and rejection_reason is null and not is_duplicate
        {%- endif %}
    )
{%- endmacro %}

{#- What a row that is derived from such a record has of it, beside what it says itself. -#}
{% macro derived_columns() -%}
    source,
    source_file,
    file_stamp,
    raw_entity,
    raw_text,
    false as is_malformed
{%- endmacro %}
