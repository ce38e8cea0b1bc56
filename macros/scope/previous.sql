{#- The table of a model as the run before left it, or none. Lineage does not show it: a run reads
    there what it is about to restate. -#}
{% macro previous(model_name) %}
    {#- A unit test knows of no node but its own. -#}
    {%- if execute and graph.nodes is defined -%}
        {%- for node in graph.nodes.values() if node.name == model_name -%}
            {{ return(adapter.get_relation(
                database=node.database, schema=node.schema, identifier=node.alias or node.name
            )) }}
        {%- endfor -%}
    {%- endif -%}
    {{ return(none) }}
{% endmacro %}
