{#- A number as a reader writes it, rounded to some decimals; `trimmed` leaves them out where they
    are all zero. -#}
{% macro number_text(number, decimals, trimmed=false) -%}
    {%- set fixed = "cast(cast(" ~ number ~ " as decimal(38, " ~ decimals ~ ")) as "
        ~ dbt.type_string() ~ ")" -%}
    {%- if trimmed -%}
        case
            when round({{ number }}, {{ decimals }}) = round({{ number }}, 0)
                then cast(cast({{ number }} as decimal(38, 0)) as {{ dbt.type_string() }})
            else {{ fixed }}
        end
    {%- else -%}
        {{ fixed }}
    {%- endif -%}
{%- endmacro %}
