{#- The columns that `property_text` and `condition_holds` read, from the text of a seed's row. -#}
{% macro typed_condition_columns() -%}
    coalesce(operator, '') as operator,
        coalesce(value, '') as expected,
        {{ split_text("coalesce(value, '')", "|") }} as accepted_values,
        {{ parse_number("value") }} as expected_number,
        {{ property_address("property") }},
        case
            when property in ({{ quoted(contract_columns() + ["source"]) }}) then null
            when coalesce(operator, '') in ({{ quoted(["", "neq", "not_in", "not_contains", "is_not_set"]) }})
                then null
            when {{ matches_regex("property", "'^[A-Za-z0-9_.]+$'") }}
                then {{ last_part("property", ".") }}
        end as property_hint
{%- endmacro %}

{#- Where a property lies: the columns `property_column` (a contract column) and `property_path` (a
    key of `properties`), which `property_text` reads; `prefix` stands before their names. -#}
{% macro property_address(property, prefix="") -%}
    case
            when {{ property }} in ({{ quoted(contract_columns() + ["source"]) }}) then {{ property }}
        end as {{ prefix }}property_column,
        {{ json_path_of("case when starts_with(" ~ property ~ ", 'properties.')
            then substr(" ~ property ~ ", 12) else " ~ property ~ " end") }} as {{ prefix }}property_path
{%- endmacro %}

{#- Texts as a comma-separated list of SQL literals. -#}
{% macro quoted(texts) -%}
    {% for text in texts %}'{{ dbt.escape_single_quotes(text) }}'{{ ", " if not loop.last }}{% endfor %}
{%- endmacro %}

{#- Text of a number of minutes to whole microseconds. -#}
{% macro minutes_to_microseconds(text) -%}
    cast(round(cast({{ text }} as decimal(28, 8)) * 60000000) as bigint)
{%- endmacro %}
