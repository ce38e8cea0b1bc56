{#- Text to a UTC timestamp, or null: ISO 8601 (extended or basic, no offset means UTC), or epoch
    seconds or, from 10^11 on, milliseconds; outer blanks are allowed. The shape is checked first,
    since the engine's own cast takes more; that to a timestamp leaves offsets out, and costs half. -#}
{% macro parse_timestamp(text) %}
    {{ return(adapter.dispatch("parse_timestamp")(text)) }}
{% endmacro %}

{% macro duckdb__parse_timestamp(text) -%}
    {%- set number = "try_cast(trim(" ~ text ~ ") as decimal(38, 6))" -%}
    {%- set parts -%}
    regexp_extract(
            trim({{ text }}),
            '^(\d{4})-?(\d\d)-?(\d\d)(?:[Tt ](\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?)? ?(?:[Zz]|([+-](?:0\d|1[0-4])):?([0-5]\d)?)?)?$',
            ['year', 'month', 'day', 'hour', 'minute', 'second', 'fraction', 'offset_hours',
                'offset_minutes']
        )
    {%- endset -%}
    {%- set usual = "[1-9]\\d{3}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d([.]\\d+)?" -%}
    case
        when regexp_full_match({{ text }}, '{{ usual }}Z?') then try_cast({{ text }} as timestamp)
        when regexp_full_match({{ text }}, '{{ usual }}[+-](0\d|1[0-4])(:[0-5]\d)?')
            then cast(try_cast({{ text }} as timestamptz) as timestamp)
        when regexp_full_match({{ text }}, '\s*[+-]?\d{1,15}([.]\d+)?([eE][+]?\d{1,2})?\s*')
            then case
                when {{ number }} >= 253402300800000 or {{ number }} < -62135510400 then null
                when {{ number }} >= 100000000000
                    then make_timestamp(cast({{ number }} * 1000 as bigint))
                else make_timestamp(cast({{ number }} * 1000000 as bigint))
            end
        when ({{ parts }}).year > '0001'
            then cast(try_cast(concat(
                ({{ parts }}).year, '-', ({{ parts }}).month, '-', ({{ parts }}).day,
                ' ',
                coalesce(nullif(({{ parts }}).hour, ''), '00'),
                ':',
                coalesce(nullif(({{ parts }}).minute, ''), '00'),
                ':',
                coalesce(nullif(({{ parts }}).second, ''), '00'),
                '.',
                coalesce(nullif(({{ parts }}).fraction, ''), '0'),
                coalesce(nullif(({{ parts }}).offset_hours, ''), '+00'),
                ':',
                coalesce(nullif(({{ parts }}).offset_minutes, ''), '00')
            ) as timestamptz) as timestamp)
    end
{%- endmacro %}
