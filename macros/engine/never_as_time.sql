{#- A timestamp, or one after any that a record may carry where it is null. -#}
{% macro never_as_time(timestamp) %}
    {{ return(adapter.dispatch("never_as_time")(timestamp)) }}
{% endmacro %}

{% macro default__never_as_time(timestamp) -%}
    coalesce({{ timestamp }}, timestamp '9999-12-31 23:59:59.999999')
{%- endmacro %}
