{#- What tables of the materialization `kept` forget: conditions on their rows, `true` for all. -#}

{#- The rows of users that this run restates. -#}
{% macro restated_users() %}
    {{ return(in_scope("user_key")) }}
{% endmacro %}

{#- The rows of identifiers that this run restates. -#}
{% macro restated_identifiers() -%}
    {{ "true" if scope_is_full() else is_among(
        ["identifier_type", "identifier_value"], previous("int_scope__identifiers")
    ) }}
{%- endmacro %}

{#- The records of files that are gone or have changed; all, if they were read in another way. -#}
{% macro outdated_files() -%}
    {%- set of = config.get("meta") -%}
    {{ "true" if rereads_everything() else "not " ~ is_among(
        ["source_file", "file_stamp"], "(" ~ file_stamps(of.source, of.entity) ~ ")"
    ) }}
{%- endmacro %}

{#- The judged records of files that are gone or have changed; all, if other rules judge them. -#}
{% macro outdated_records() -%}
    {{ "true" if starts_over() else "not " ~ is_among(
        ["source", "source_file", "file_stamp"],
        "(select * from " ~ previous("int_scope__files") ~ " where entity = 'events')"
    ) }}
{%- endmacro %}

{#- Events of which this run has a new record. -#}
{% macro changed_events() -%}
    {{ "true" if starts_over() else is_among(
        ["event_id"], previous("int_scope__changed_events")
    ) }}
{%- endmacro %}

{#- What finished runs restated. -#}
{% macro finished_runs() -%}
    not {{ is_among(["run_no"], previous("int_scope__state")) }}
{%- endmacro %}

{#- Files that this run takes in. -#}
{% macro unfinished_files() -%}
    {{ "true" if starts_over() else is_among(
        ["source", "entity", "source_file"], previous("int_scope__pending_files")
    ) }}
{%- endmacro %}

{#- The row of the run in hand, where it is told of again: rows of runs before it stay. -#}
{% macro run_in_hand() -%}
    {{ is_among(["run_no"], previous("int_scope__state")) }}
{%- endmacro %}
