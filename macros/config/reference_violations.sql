{#- The rows of a seed whose cells name a row of another seed that is not there. A row that lacks
    the journey's version is not told that the step is missing too. -#}
{% macro reference_violations(seed, reference) %}
    {%- set names = reference.columns -%}
    {%- set wanted = [] -%}
    {%- for name in names -%}
        {%- do wanted.append("'" ~ reference.get("to", names)[loop.index0] ~ " ' || " ~ name) -%}
    {%- endfor -%}
    select
        '{{ seed }}.csv' as file_name,
        csv_row as row_number,
        '{{ names[-1] }}' as column_name,
        {{ names[-1] }} as value,
        'no row of {{ reference.seed }}.csv has ' || {{ wanted | join(" || ', ' || ") }} as problem,
        'Add that row to {{ reference.seed }}.csv, or correct this one.' as remedy
    from {{ ref(seed) }} as checked
    where
        {{ reference.get("where", "true") }}
        {%- for name in names %}
        and {{ name }} is not null
        {%- endfor %}
        and not {{ reference_holds(reference) }}
        {%- for other in seed_node(seed).config.meta.references
            if other.columns != names and names[: other.columns | length] == other.columns %}
        and {{ reference_holds(other) }}
        {%- endfor %}
{% endmacro %}

{% macro reference_holds(reference) -%}
    exists (
        select 1
        from {{ ref(reference.seed) }} as named
        where
            true
            {%- for name in reference.columns %}
            and named.{{ reference.get("to", reference.columns)[loop.index0] }} = checked.{{ name }}
            {%- endfor %}
    )
{%- endmacro %}
