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

{#- The judged records of files that are gone or that no finished run has taken in; all, if other
    rules judge them. -#}
{% macro outdated_records() -%}
    {{ "true" if starts_over() else "not " ~ is_among(
        ["source", "source_file", "file_stamp"],
        "(select * from " ~ previous("int_scope__files") ~ " where entity = 'events')"
    ) ~ " or " ~ is_among(["source_file"], pending_events_files()) }}
{%- endmacro %}

{#- The files of events that no finished run has taken in, as a relation. -#}
{% macro pending_events_files() -%}
    (select * from {{ previous("int_scope__pending_files") }} where entity = 'events')
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

{#- What is told of other runs, and what is told of this one, which may have begun before. -#}
{% macro rows_of_other_runs() -%}
    not {{ is_among(["run_no"], previous("int_scope__start")) }}
{%- endmacro %}

{#- The rows of the run in hand, where it is told of again: those of runs before it stay. -#}
{% macro rows_of_this_run() -%}
    {{ is_among(["run_no"], previous("int_scope__start")) }}
{%- endmacro %}

{#- Totals of users that this run counts; all, where it counts them all. -#}
{% macro recounted_totals() -%}
    {{ "true" if counts_anew() else is_among(
        total_columns(), previous("int_kpis__moved_totals")
    ) }}
{%- endmacro %}

{#- What has been made again since. -#}
{% macro replaced_makings() -%}
    {%- set last -%}
        (select model_name, max(made_no) as made_no from {{ this }} group by model_name)
    {%- endset -%}
    not {{ is_among(["model_name", "made_no"], last) }}
{%- endmacro %}

{#- Nothing: rows that are written stay. -#}
{% macro nothing() %}{{ return("false") }}{% endmacro %}

{#- Identity merges that this run tells anew: its own, and those of identifiers that it restates. -#}
{% macro restated_merges() -%}
    {%- if scope_is_full() -%}
        true
    {%- else -%}
        {%- set restated -%}
            (
                select md5({{ identifier_text("identifiers") }})
                from {{ previous("int_scope__identifiers") }} as identifiers
            )
        {%- endset -%}
        {{ is_among(["run_no"], previous("int_scope__state")) }}
        or old_user_key in {{ restated }}
        or new_user_key in {{ restated }}
    {%- endif -%}
{%- endmacro %}

{#- Restatements that this run has told already, and those of runs that are so long ago that nobody
    asks. -#}
{% macro retold_runs() -%}
    (select state.run_no from {{ previous("int_scope__state") }} as state)
    not between run_no + 1 and run_no + {{ var("restatement_runs") - 1 }}
{%- endmacro %}
