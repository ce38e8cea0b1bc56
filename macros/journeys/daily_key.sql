{#- The key of a journey's segment and day. -#}
{% macro daily_key(journey_id, segment, day) -%}
    md5({{ journey_id }} || '|' || {{ segment }} || '|' || cast({{ day }} as {{ dbt.type_string() }}))
{%- endmacro %}
