{#- What is left of an identifier of the erased: a keyed hash. It is none that stands for a contact,
    and only tables can have it, as `keyed_hash` says. -#}
{% macro erasure_hash(text) -%}
    {{ keyed_hash("'erased|' || " ~ text) }}
{%- endmacro %}

{#- All that a record carries in one text: an aggregate over its identifiers. -#}
{% macro bundle_text(identifiers) -%}
    {{ sorted_text(identifier_text(identifiers)) }}
{%- endmacro %}

{#- The same for a link. -#}
{% macro link_text(links) -%}
    {%- set left, right = links ~ ".left_type || '|' || " ~ links ~ ".left_value",
        links ~ ".right_type || '|' || " ~ links ~ ".right_value" -%}
    least({{ left }}, {{ right }}) || chr(10) || greatest({{ left }}, {{ right }})
{%- endmacro %}
