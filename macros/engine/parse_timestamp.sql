{#- Text to a UTC timestamp, or null: ISO 8601 (no offset means UTC), or epoch seconds or, from
    10^11 on, milliseconds. The shape is checked first, since the engine's own cast takes more. -#}
{% macro parse_timestamp(text) %}
    {{ return(adapter.dispatch("parse_timestamp")(text)) }}
{% endmacro %}

{% macro duckdb__parse_timestamp(text) -%}
    {%- set number = "try_cast(" ~ text ~ " as decimal(38, 6))" -%}
    {%- set parts -%}
    regexp_extract(
            {{ text }},
            '^(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d)(:\d\d)?(?:[.,](\d+))? ?(?:[Zz]|([+-]\d\d):?(\d\d)?)?)?$',
            ['date', 'minutes', 'seconds', 'fraction', 'offset_hours', 'offset_minutes']
        )
    {%- endset -%}
    case
        when regexp_full_match(
            {{ text }}, '\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d([.]\d+)?(Z|[+-]\d\d(:\d\d)?)?'
        )
            then cast(try_cast({{ text }} as timestamptz) as timestamp)
        when regexp_full_match({{ text }}, '[+-]?\d{1,15}([.]\d+)?([eE][+]?\d{1,2})?')
            then case
                when abs({{ number }}) >= 253402300800000 then null
                when {{ number }} >= 100000000000
                    then make_timestamp(cast({{ number }} * 1000 as bigint))
                else make_timestamp(cast({{ number }} * 1000000 as bigint))
            end
        when ({{ parts }}).date != ''
            then cast(try_cast(concat(
                ({{ parts }}).date,
                ' ',
                coalesce(nullif(({{ parts }}).minutes, ''), '00:00'),
                coalesce(nullif(({{ parts }}).seconds, ''), ':00'),
                '.',
                coalesce(nullif(({{ parts }}).fraction, ''), '0'),
                coalesce(nullif(({{ parts }}).offset_hours, ''), '+00'),
                ':',
                coalesce(nullif(({{ parts }}).offset_minutes, ''), '00')
            ) as timestamptz) as timestamp)
    end
{%- endmacro %}
