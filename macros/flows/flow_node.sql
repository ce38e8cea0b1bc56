{#- The key of a node of a flow's chart: an event may be at several depths, and be called Other. -#}
{% macro flow_node(node_depth, kind, event_name) -%}
    cast({{ node_depth }} as {{ dbt.type_string() }}) || '|' || {{ kind }} || '|' || {{ event_name }}
{%- endmacro %}
