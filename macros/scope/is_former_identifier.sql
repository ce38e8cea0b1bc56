{#- Whether an identifier is of those whom this run restates. -#}
{% macro is_former_identifier(type, value) -%}
    ({{ type }}, {{ value }}) in (
        select (former.identifier_type, former.identifier_value)
        from {{ ref("int_scope__former_identifiers") }} as former
    )
{%- endmacro %}
