{#- A run that finds out anew what to restate has to make all that its kept tables are made of, or it
    would take their rows away and have none to put in their place. -#}
{% macro check_selection() %}
    {%- set scope = "model." ~ project_name ~ ".int_scope__state" -%}
    {%- if execute and scope in selected_resources -%}
        {%- for id in selected_resources | sort if id in graph.nodes -%}
            {%- set node = graph.nodes[id] -%}
            {%- if node.config.materialized == "kept"
                or node.fqn[1] in [
                    "erasure", "scope", "identity", "journeys", "drivers", "flows", "kpis",
                    "relevance", "state",
                ] -%}
                {%- for other in node.depends_on.nodes
                    if other not in selected_resources and other in graph.nodes -%}
                    {%- if graph.nodes[other].resource_type == "model" -%}
                        {{ exceptions.raise_compiler_error(
                            node.name ~ " is selected together with int_scope__state, but "
                            ~ graph.nodes[other].name ~ ", which it is made of, is not. Select +"
                            ~ node.name ~ ", or leave the models int_scope__… out."
                        ) }}
                    {%- endif -%}
                {%- endfor -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
{% endmacro %}
