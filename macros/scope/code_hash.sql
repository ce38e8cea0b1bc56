{#- A hash over the text of all models and the settings that tables kept from run to run depend on. -#}
{% macro code_hash() %}
    {%- set texts = [tojson(var("sources")), tojson(var("derived"))] -%}
    {%- for name in [
        "driver_landmark_minutes", "future_tolerance_hours", "mixpanel_timezone",
        "session_gap_minutes",
    ] -%}
        {%- do texts.append(name ~ " " ~ var(name)) -%}
    {%- endfor -%}
    {%- if execute -%}
        {#- To read a node costs dbt a copy of it: those of tests are many. -#}
        {%- for id in graph.nodes if id.startswith("model.") -%}
            {%- set node = graph.nodes[id] -%}
            {%- do texts.append(node.name ~ " " ~ node.checksum.checksum) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(local_md5(texts | sort | join("\n"))) }}
{% endmacro %}
