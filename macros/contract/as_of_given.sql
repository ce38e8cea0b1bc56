{#- The instant that the var `as_of` names, as SQL; null where it is empty. Stops the run where it
    can't be read, since tables that speak for another instant would look just as good. -#}
{% macro as_of_given() %}
    {%- set given = var("as_of") | string | trim -%}
    {%- set instant = parse_timestamp(text_literal(given)) -%}
    {%- if execute and given -%}
        {%- if run_query("select " ~ instant).columns[0].values()[0] is none -%}
            {%- do exceptions.raise_compiler_error(
                "The var as_of is no instant: '" ~ given ~ "'. Write it as 2024-03-01T00:00:00Z."
            ) -%}
        {%- endif -%}
    {%- endif -%}
    {{ return(instant) }}
{% endmacro %}
