{#- The rows of `journey_rules` that are AND-ed share this key. -#}
{% macro rule_key(relation=none) -%}
    {%- set prefix = relation ~ "." if relation else "" -%}
    concat_ws(
        chr(31),
        {{ prefix }}journey_id,
        cast(cast({{ prefix }}version as integer) as {{ dbt.type_string() }}),
        {{ prefix }}role,
        coalesce({{ prefix }}step_id, ''),
        coalesce({{ prefix }}outcome, ''),
        coalesce({{ prefix }}rule_id, '')
    )
{%- endmacro %}
