{#- What this run does about erasures: see `int_erasure__mode`. -#}
{% macro erasure_mode() %}
    {%- set mode = previous("int_erasure__mode") -%}
    {%- if mode is none -%}
        {{ return("resolve") }}
    {%- endif -%}
    {{ return(run_query("select erasure_mode from " ~ mode.include(database=false))
        .columns[0].values()[0]) }}
{% endmacro %}

{#- A condition for the records of an entity that this run searches for those of the erased: all, or
    those of new files, but for records that are forgotten already. -#}
{% macro seen_by_erasure(entity) -%}
    {%- set mode = erasure_mode() -%}
    {%- if mode == "none" -%}
    false
    {%- else -%}
    raw_text is distinct from {{ erased_text() }}
        {%- if mode == "recognize" %}
    and {{ is_among(
        ["source", "source_file"] if entity == "events" else ["source", "raw_entity", "source_file"],
        "(select source, entity as raw_entity, source_file from " ~ ref("int_scope__pending_files")
        ~ (" where entity = 'events'" if entity == "events") ~ ")"
    ) }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}

{#- What kept tables forget of erasures: all, where this run finds out anew. -#}
{% macro unresolved_erasures() %}
    {{ return("true" if starts_over() else "false") }}
{% endmacro %}
