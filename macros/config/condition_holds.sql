{#- Whether `actual`, the text of an event's property, meets a condition: a relation with the
    columns operator, expected, accepted_values and expected_number. -#}
{% macro condition_holds(actual, condition) -%}
    case {{ condition }}.operator
        when '' then true
        when 'eq' then coalesce({{ actual }} = {{ condition }}.expected, false)
        when 'neq' then coalesce({{ actual }} != {{ condition }}.expected, true)
        when 'in' then coalesce(
            {{ array_contains(condition ~ ".accepted_values", actual) }}, false
        )
        when 'not_in' then coalesce(
            not {{ array_contains(condition ~ ".accepted_values", actual) }}, true
        )
        when 'contains' then coalesce(
            {{ text_contains("lower(" ~ actual ~ ")", "lower(" ~ condition ~ ".expected)") }}, false
        )
        when 'not_contains' then coalesce(
            not {{ text_contains("lower(" ~ actual ~ ")", "lower(" ~ condition ~ ".expected)") }},
            true
        )
        when 'is_set' then {{ actual }} is not null
        when 'is_not_set' then {{ actual }} is null
        when 'regex' then coalesce(
            {{ matches_regex(actual, condition ~ ".expected") }}, false
        )
        when 'gt' then coalesce(
            {{ parse_number(actual) }} > {{ condition }}.expected_number, false
        )
        when 'gte' then coalesce(
            {{ parse_number(actual) }} >= {{ condition }}.expected_number, false
        )
        when 'lt' then coalesce(
            {{ parse_number(actual) }} < {{ condition }}.expected_number, false
        )
        when 'lte' then coalesce(
            {{ parse_number(actual) }} <= {{ condition }}.expected_number, false
        )
    end
{%- endmacro %}
