{#- Whether a text is a JSON object by RFC 8259; false for null. -#}
{% macro is_json_object(text) %}
    {{ return(adapter.dispatch("is_json_object")(text)) }}
{% endmacro %}

{#- The engine also takes NaN, Infinity and trailing commas, which others don't: the pattern finds
    them, and is tried again without strings where it does. -#}
{% macro duckdb__is_json_object(text) -%}
    {%- set no_json -%} '(?i)[:,\[]\s*-?(nan|inf)|,\s*[]}]' {%- endset -%}
    case
        when coalesce(json_type(try_cast({{ text }} as json)), '') != 'OBJECT' then false
        when regexp_matches({{ text }}, {{ no_json }})
            then not regexp_matches(
                regexp_replace({{ text }}, '"(?:[^"\\]|\\.)*"', '""', 'g'), {{ no_json }}
            )
        else true
    end
{%- endmacro %}
