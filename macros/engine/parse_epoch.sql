{#- Text of a whole number of milliseconds or microseconds since 1970 to a UTC timestamp, or null. -#}
{% macro parse_epoch(text, unit="milliseconds") %}
    {{ return(adapter.dispatch("parse_epoch")(text, unit)) }}
{% endmacro %}

{% macro duckdb__parse_epoch(text, unit) -%}
    {%- set per_unit = {"milliseconds": 1000, "microseconds": 1}[unit] -%}
    {%- set microseconds = "try_cast(" ~ text ~ " as hugeint) * " ~ per_unit -%}
    case
            when {{ microseconds }} between -62135596800000000 and 253402300799999999
                then make_timestamp(cast({{ microseconds }} as bigint))
        end
{%- endmacro %}
