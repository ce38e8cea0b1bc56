{#- The description of a seed, as the YAML beside the config models has it. Known while a model
    compiles or runs, not yet while dbt parses. -#}
{% macro seed_node(seed) %}
    {{ return(graph.nodes["seed." ~ project_name ~ "." ~ seed]) }}
{% endmacro %}
