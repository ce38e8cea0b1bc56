{#- The key of a version of a journey. -#}
{% macro journey_key(journey_id, version) -%}
    {{ journey_id }} || '|' || cast({{ version }} as {{ dbt.type_string() }})
{%- endmacro %}
