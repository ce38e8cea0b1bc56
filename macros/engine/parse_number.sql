{#- Text to a number as JSON writes one (outer blanks, a sign + and leading zeros allowed), or
    null; NaN and Infinity are no numbers. -#}
{% macro parse_number(text) %}
    {{ return(adapter.dispatch("parse_number")(text)) }}
{% endmacro %}

{% macro duckdb__parse_number(text) -%}
    case
        when regexp_full_match({{ text }}, '\s*[+-]?\d+([.]\d+)?([eE][+-]?\d+)?\s*')
            then try_cast(trim({{ text }}, ' ' || chr(9) || chr(10) || chr(13)) as double)
    end
{%- endmacro %}

{#- Text to an amount of money: decimal(28, 6), or null. -#}
{% macro parse_decimal(text) %}
    {{ return(adapter.dispatch("parse_decimal")(text)) }}
{% endmacro %}

{% macro duckdb__parse_decimal(text) -%}
    case
        when regexp_full_match({{ text }}, '\s*[+-]?\d+([.]\d+)?([eE][+-]?\d+)?\s*')
            then try_cast(trim({{ text }}, ' ' || chr(9) || chr(10) || chr(13)) as decimal(28, 6))
    end
{%- endmacro %}

{#- Text to a bigint, or null. -#}
{% macro parse_integer(text) %}
    {{ return(adapter.dispatch("parse_integer")(text)) }}
{% endmacro %}

{% macro duckdb__parse_integer(text) -%}
    case
        when regexp_full_match({{ text }}, '\s*[+-]?\d+([.]0+)?\s*')
            then try_cast(trim({{ text }}, ' ' || chr(9) || chr(10) || chr(13)) as bigint)
    end
{%- endmacro %}
