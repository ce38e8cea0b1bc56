{#- A hook, once the records of the erased are counted: of each a row without text stays where it was
    read and where it was judged, and whatever was found out on the way is emptied. -#}
{% macro forget_erased_records() %}
    {%- if execute and erasure_mode() != "none" -%}
        {%- for source, entity in source_entities() if entity in erased_entities() -%}
            {{ forget_records(
                ref("stg_" ~ source ~ "__" ~ entity[:-1] ~ "_records"), source, entity,
                ["source_file", "file_stamp"], {"raw_text": erased_text(), "is_malformed": "true"}
            ) }};
            {% if entity == "events" -%}
            {{ forget_records(
                ref("int_contract__reasoned_events"), source, entity,
                ["source", "source_file", "file_stamp"],
                {"raw_text": erased_text(), "rejection_reason": "'erased'"}, "source = '" ~ source ~ "' and "
            ) }};
            {% endif %}
        {%- endfor -%}
        {%- for id in graph.nodes if id.startswith("model." ~ project_name ~ ".int_erasure__") -%}
            {%- set node = graph.nodes[id] -%}
            {%- if node.config.materialized in ["table", "connected_components", "iterated"]
                and node.name not in ["int_erasure__mode", "int_erasure__untold_records"] -%}
            delete from {{ previous(node.name) }};
            {% endif -%}
        {%- endfor -%}
    {%- endif -%}
{% endmacro %}

{#- Rows of one kind of records whose text is that of an erased one give way to rows that keep some
    columns and have set values in others. -#}
{% macro forget_records(relation, source, entity, kept, values, condition="") -%}
    {%- set is_erased -%}
        {{ condition }}{{ is_among(
            ["source_file", "raw_text"],
            "(select * from " ~ previous("int_erasure__erased_records") ~ " where source = '" ~ source
            ~ "' and entity = '" ~ entity ~ "')"
        ) }}
    {%- endset -%}
    insert into {{ relation }} ({{ (kept + values.keys() | list) | join(", ") }})
    select {{ (kept + values.values() | list) | join(", ") }} from {{ relation }}
    where {{ is_erased }};
    delete from {{ relation }} where {{ is_erased }}
{%- endmacro %}

{#- The entities that tell of people. -#}
{% macro erased_entities() %}
    {{ return(["events", "identity_links", "consents", "endpoints"]) }}
{% endmacro %}

{#- What stands in place of the text of an erased record: no record is empty. -#}
{% macro erased_text() %}{{ return("''") }}{% endmacro %}
