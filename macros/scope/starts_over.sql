{#- Whether this run starts over from the raw files: nothing that was judged before still holds. -#}
{% macro starts_over() %}
    {{ return(start_has_cause("cause is not null")) }}
{% endmacro %}

{#- Whether this run starts over for another reason than a file that is gone or has changed, so that
    what was read before does not hold either. -#}
{% macro rereads_everything() %}
    {{ return(start_has_cause("coalesce(cause, 'changed_file') != 'changed_file'")) }}
{% endmacro %}

{% macro start_has_cause(condition) %}
    {%- set start = previous("int_scope__start") -%}
    {%- if start is none -%}
        {{ return(true) }}
    {%- endif -%}
    {{ return(run_query("select " ~ condition ~ " from " ~ start.include(database=false))
        .columns[0].values()[0]) }}
{% endmacro %}
