{#- The text of the property that a condition names, null where the event has none. The condition
    has property_column (a contract column) or else property_path (where a key of `properties`
    lies); `prefix` stands before these names where it has several properties. -#}
{% macro property_text(event, condition, prefix="") -%}
    case {{ condition }}.{{ prefix }}property_column
        {%- for column in contract_columns() + ["source"] %}
        when '{{ column }}' then cast({{ event }}.{{ column }} as {{ dbt.type_string() }})
        {%- endfor %}
        else {{ json_text_at(event ~ ".properties", condition ~ "." ~ prefix ~ "property_path") }}
    end
{%- endmacro %}
