{#- Every (source, entity) pair of the var `sources`. -#}
{% macro source_entities() %}
    {%- set pairs = [] -%}
    {%- for entity, sources in var("sources").items() -%}
        {%- for source in sources -%}
            {%- do pairs.append((source, entity)) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(pairs) }}
{% endmacro %}
