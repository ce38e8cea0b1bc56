{#- The relation that says of every raw record of an entity where it ends. -#}
{% macro judged_relation(entity) %}
    {{ return(ref("int_contract__judged_" ~ entity)) }}
{% endmacro %}

{#- A condition for the rows of such a relation, or of the entity's table in the contract, that are
    raw records and not derived from those of another entity. -#}
{% macro is_own_record(entity) -%}
    {{ "raw_entity = '" ~ entity ~ "'" if entity in var("derived") else "true" }}
{%- endmacro %}

{#- The accepted records of one source with what tells where they come from, for a model that derives
    rows of another entity from them. For a from clause. -#}
{% macro accepted_records_of(source, entity) -%}
    (
        select *{% if entity == "events" %}, 'events' as raw_entity{% endif %}
        from {{ judged_relation(entity) }}
        where source = '{{ source }}' and rejection_reason is null and not is_duplicate
    )
{%- endmacro %}
