{#- A text that is no record, with `***` for what may be a contact: what stands after the name of a
    type of contacts (a list), has an at sign, or has seven digits or more in a word or in the shape
    of a phone number. Dates and times in ISO 8601 stay. Without such types the text stays. -#}
{% macro contacts_masked(text, types) %}
    {{ return(adapter.dispatch("contacts_masked")(text, types)) }}
{% endmacro %}

{% macro duckdb__contacts_masked(text, types) -%}
    {%- set address -%} [^\s",;:<>{}\[\]()=]*(?:@|%40|\\u0040)[^\s",;:<>{}\[\]()=]* {%- endset -%}
    {%- set instant -%}
    \d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?
    {%- endset -%}
    {%- set number -%} \+?\(?\d(?:[ ().\/-]{0,3}\d){6,} {%- endset -%}
    {%- set word -%} [A-Za-z_]*(?:\d[A-Za-z_]*){7,} {%- endset -%}
    {%- set named -%}
    '((?:' || array_to_string(list_transform({{ types }}, lambda type: regexp_escape(type)), '|')
    || ')[\\"'']*\s*[:=,]\s*[\\"'']*)[^",;}\]\\]+'
    {%- endset -%}
    case
        when len({{ types }}) = 0 then {{ text }}
        else regexp_replace(
            regexp_replace(
                regexp_replace({{ text }}, {{ named }}, '\1***', 'g'),
                '{{ address }}|({{ instant }})|{{ number }}|{{ word }}',
                '\1***',
                'g'
            ),
            '({{ instant }})\*\*\*',
            '\1',
            'g'
        )
    end
{%- endmacro %}
