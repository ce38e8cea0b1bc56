{#- A table that keeps its rows from run to run. The macro that the config `forgets` names gives the
    condition of the rows that no longer hold; they go, and the rows of the model's query come in
    their place, all at once. `true` means that nothing holds: the table is made anew. How many rows
    went and came is told in the same transaction. -#}
{% materialization kept, default %}
    {%- set target_relation = this.incorporate(type="table") -%}
    {%- set condition = forgotten_rows() -%}
    {%- do check_nobody_is_lost(condition) -%}

    {{ run_hooks(pre_hooks) }}

    {%- if condition == "true" -%}
        {%- set fresh = make_intermediate_relation(target_relation) -%}
        {%- do drop_relation_if_exists(load_cached_relation(fresh)) -%}
        {% call statement("main") -%}
            {{ create_packed_table(fresh, sql, config.get("long_texts") or []) }}
        {%- endcall %}
        {%- set old = load_relation(this) -%}
        {%- set counts = {"forgotten": row_count(old) if old else 0, "written": row_count(fresh)} -%}
        {%- do drop_relation_if_exists(load_cached_relation(this)) -%}
        {%- do adapter.rename_relation(fresh, target_relation) -%}
    {%- else -%}
        {% call statement("forget", fetch_result=True) -%}
            delete from {{ target_relation }} where {{ condition }}
        {%- endcall %}
        {%- set columns = adapter.get_columns_in_relation(target_relation)
            | map(attribute="quoted") | join(", ") -%}
        {% call statement("main", fetch_result=True) -%}
            insert into {{ target_relation }} ({{ columns }})
            select {{ columns }} from ({{ sql }}) as fresh_rows
        {%- endcall %}
        {%- set counts = {
            "forgotten": changed_row_count("forget"), "written": changed_row_count("main")
        } -%}
    {%- endif -%}
    {%- do tell_written_rows(target_relation, counts) -%}

    {#- hooks write too -#}
    {%- set count_before_hooks = row_count(target_relation) if post_hooks else 0 -%}
    {{ run_hooks(post_hooks) }}
    {% do persist_docs(target_relation, model) %}
    {%- if condition == "true" or counts.forgotten or counts.written
        or (post_hooks and row_count(target_relation) != count_before_hooks) -%}
        {%- do tell_made(previous("int_scope__made")) -%}
    {%- endif -%}
    {{ adapter.commit() }}
    {{ return({"relations": [target_relation]}) }}
{% endmaterialization %}

{#- The condition of the rows of this model's table that no longer hold; `true` if there is none. -#}
{% macro forgotten_rows() %}
    {%- if not execute or should_full_refresh() or load_relation(this) is none -%}
        {{ return("true") }}
    {%- endif -%}
    {{ return(context[config.require("forgets")]() | trim) }}
{% endmacro %}

{#- Stops where a table of people would be made anew, but of those alone whom a run restates. -#}
{% macro check_nobody_is_lost(condition) %}
    {%- if condition == "true" and config.require("forgets") in ["restated_users", "restated_identifiers"]
        and not scope_is_full() -%}
        {{ exceptions.raise_compiler_error(
            this.identifier ~ " has rows of people whom the last run did not restate, and cannot be made"
            ~ " anew without theirs. Run dbt build --full-refresh, of everything."
        ) }}
    {%- endif -%}
{% endmacro %}

{#- Whether the table of this model keeps rows in this run, so that its query need not give them. -#}
{% macro keeps_rows() %}
    {{ return(model.resource_type == "model" and forgotten_rows() != "true") }}
{% endmacro %}

{#- Tells how many rows of a table this run has forgotten and written. -#}
{% macro tell_written_rows(relation, counts) %}
    {%- set written = previous("int_scope__written_rows") -%}
    {%- if written is not none and written.identifier != relation.identifier -%}
        {%- do run_query(
            "insert into " ~ written ~ " select run_start.run_no, '" ~ relation.identifier ~ "', "
            ~ counts.forgotten ~ ", " ~ counts.written ~ " from " ~ previous("int_scope__start")
            ~ " as run_start"
        ) -%}
    {%- endif -%}
{% endmacro %}
