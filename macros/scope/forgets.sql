{#- What tables of the materialization `kept` forget. -#}

{#- The rows of users that this run restates. -#}
{% macro restated_users() -%}
    {%- if scope_is_full() -%}
        true
    {%- else -%}
        user_key in (
            select scope.user_key from {{ previous("int_scope__users") }} as scope
        )
    {%- endif -%}
{%- endmacro %}

{#- The rows of identifiers that this run restates. -#}
{% macro restated_identifiers() -%}
    {%- if scope_is_full() -%}
        true
    {%- else -%}
        (identifier_type, identifier_value) in (
            select (scope.identifier_type, scope.identifier_value)
            from {{ previous("int_scope__identifiers") }} as scope
        )
    {%- endif -%}
{%- endmacro %}

{#- The records of files that are gone or have changed; all, if they were read in another way. -#}
{% macro outdated_files() -%}
    {%- if rereads_everything() -%}
        true
    {%- else -%}
        (source_file, file_stamp) not in (
            {{ file_stamps(config.get("meta").source, config.get("meta").entity) }}
        )
    {%- endif -%}
{%- endmacro %}

{#- The records of files that are gone or have changed; all, if they are judged by other rules. -#}
{% macro outdated_records() -%}
    {%- if starts_over() -%}
        true
    {%- else -%}
        (source, source_file, file_stamp) not in (
            select (files.source, files.source_file, files.file_stamp)
            from {{ previous("int_scope__files") }} as files
            where files.entity = 'events'
        )
    {%- endif -%}
{%- endmacro %}

{#- Events of which this run has a new record. -#}
{% macro changed_events() -%}
    {%- if starts_over() -%}
        true
    {%- else -%}
        event_id in (
            select changed.event_id from {{ previous("int_scope__changed_events") }} as changed
        )
    {%- endif -%}
{%- endmacro %}

{#- What finished runs restated. -#}
{% macro finished_runs() -%}
    run_no != (select state.run_no from {{ previous("int_scope__state") }} as state)
{%- endmacro %}

{#- Files that are gone, have changed or are only taken in by this run. -#}
{% macro unfinished_files() -%}
    {%- if starts_over() -%}
        true
    {%- else -%}
        (source, entity, source_file) in (
            select (pending.source, pending.entity, pending.source_file)
            from {{ previous("int_scope__pending_files") }} as pending
        )
    {%- endif -%}
{%- endmacro %}

{#- Nothing: the rows of a run stay. -#}
{% macro nothing() %}{{ return("false") }}{% endmacro %}

{#- A condition for the rows of users that this run restates; `true` where that is everybody. -#}
{% macro in_scope(user_key) -%}
    {%- if scope_is_full() -%}
        true
    {%- else -%}
        {{ user_key }} in (
            select scope.user_key from {{ previous("int_scope__users") }} as scope
        )
    {%- endif -%}
{%- endmacro %}
