{#- The keyed hash of a text: HMAC-SHA256 over its UTF-8 bytes, hexadecimal; null for null. The key
    is in a variable of the connection, so it can only be used where a table is made: a view would
    ask its readers for the key. -#}
{% macro keyed_hash(text) %}
    {{ return(adapter.dispatch("keyed_hash")(text)) }}
{% endmacro %}

{% macro duckdb__keyed_hash(text) -%}
    sha256(
        getvariable('milepost').contact_key_outer
        || unhex(sha256(getvariable('milepost').contact_key_inner || encode({{ text }})))
    )
{%- endmacro %}

{#- Where the key was looked for, as messages name it. -#}
{% macro contact_key_place() %}
    {{ return(adapter.dispatch("contact_key_place")()) }}
{% endmacro %}

{% macro duckdb__contact_key_place() -%}
    getvariable('milepost').contact_key_place
{%- endmacro %}
