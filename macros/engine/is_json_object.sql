{#- Whether a text is a JSON object by RFC 8259; false for null. -#}
{% macro is_json_object(text) %}
    {{ return(adapter.dispatch("is_json_object")(text)) }}
{% endmacro %}

{#- The engine also takes NaN, Infinity and trailing commas, which others don't: the patterns find
    them, and are tried again without strings where they do. Each begins with the one character that
    it can begin with, which the engine finds five times as fast as one of several. -#}
{% macro duckdb__is_json_object(text) -%}
    case
        when not coalesce(json_valid({{ text }}), false) then false
        when not regexp_matches({{ text }}, '^\s*\{') then false
        when {{ has_what_json_has_not(text) }}
            then not (
                {{ has_what_json_has_not(
                    "regexp_replace(" ~ text ~ ", '\"(?:[^\"\\\\]|\\\\.)*\"', '\"\"', 'g')"
                ) }}
            )
        else true
    end
{%- endmacro %}

{% macro has_what_json_has_not(text) -%}
    regexp_matches({{ text }}, ',\s*([]}]|-?(?i:nan|inf))')
            or regexp_matches({{ text }}, ':\s*-?(?i:nan|inf)')
            or regexp_matches({{ text }}, '\[\s*-?(?i:nan|inf)')
{%- endmacro %}
