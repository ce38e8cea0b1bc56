{#- One row with the list of the types of contacts, `contact_types`. For a from clause. -#}
{% macro contact_types() -%}
    (
        select coalesce(list(identifier_type order by identifier_type), []) as contact_types
        from {{ ref("int_config__identifier_types") }}
        where kind = 'contact'
    )
{%- endmacro %}
