{#- Fails for rows whose key is not among another relation's: `relationships` for keys of several
    columns. A key with an empty column refers to nothing and is fine.

    columns: the columns that make the key together.
    to: the relation that has the keys.
    to_columns: their names there; the same names if left out. -#}
{% test refers_to(model, columns, to, to_columns=none) %}
    {%- set to_columns = to_columns or columns %}
    select referring.*
    from {{ model }} as referring
    where
        {%- for column in columns %}
        referring.{{ column }} is not null and
        {%- endfor %}
        not exists (
            select 1
            from {{ to }} as referred
            where
                {%- for column in columns %}
                referred.{{ to_columns[loop.index0] }} = referring.{{ column }}
                {{- " and" if not loop.last }}
                {%- endfor %}
        )
{% endtest %}
