{#- Fails for rows that agree in some columns with another row, or where one of them is empty.

    columns: the columns that make the key together.
    may_be_empty: those of them that may be empty; empty values are alike. -#}
{% test unique_combination(model, columns, may_be_empty=[]) %}
    select
        {{ columns | join(", ") }},
        count(*) as row_count
    from {{ model }}
    group by {{ columns | join(", ") }}
    having
        count(*) > 1
        {%- for column in columns if column not in may_be_empty %}
        or {{ column }} is null
        {%- endfor %}
{% endtest %}
