{#- The rows of a seed that meet a condition that none may meet.

    rules: a list of {column, when, problem, remedy}; `when` is SQL over the seed's columns, which
        `checked` names where a subquery has some of the same name. -#}
{% macro row_violations(seed, rules) %}
    {%- for rule in rules %}
    select
        '{{ seed }}.csv' as file_name,
        checked.csv_row as row_number,
        '{{ rule.column }}' as column_name,
        checked.{{ rule.column }} as value,
        '{{ rule.problem | replace("'", "''") }}' as problem,
        '{{ rule.remedy | replace("'", "''") }}' as remedy
    from {{ ref(seed) }} as checked
    where {{ rule.when }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
{% endmacro %}
