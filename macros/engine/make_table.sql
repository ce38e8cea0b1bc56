{#- A table that is made anew in place, in one statement; nothing is done where it stands. dbt-duckdb's
    own makes it beside the old one, renames both and drops one: three times as many statements, each
    of which takes as long as a small table. A reader sees the old table until the new one is whole
    either way. -#}
{% materialization table, adapter="duckdb" %}
    {{ return(made_in_place("table", sql)) }}
{% endmaterialization %}

{#- The same for a view. -#}
{% materialization view, adapter="duckdb" %}
    {{ return(made_in_place("view", sql)) }}
{% endmaterialization %}

{#- Makes the relation of this model, unless it stands, and gives what a materialization returns. -#}
{% macro made_in_place(relation_type, sql) %}
    {%- set target_relation = this.incorporate(type=relation_type) -%}
    {%- set old = load_cached_relation(this) -%}
    {%- set made = previous("int_scope__made") -%}
    {%- if stands(target_relation, old, made) -%}
        {{ return(standing(target_relation)) }}
    {%- endif -%}
    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {#- a view can't be replaced by a table, nor the other way round -#}
    {%- if old is not none and old.type != relation_type -%}
        {%- do adapter.drop_relation(old) -%}
    {%- endif -%}
    {% call statement("main") -%}
        {%- if relation_type == "view" -%}
            create or replace view {{ target_relation }} as ({{ sql }});
        {%- elif config.get("contract").enforced -%}
            {{ get_assert_columns_equivalent(sql) }}
            create or replace table {{ target_relation }} {{ get_table_columns_and_constraints() }};
            insert into {{ target_relation }} {{ get_column_names() }}
            ({{ get_select_subquery(sql) }});
        {%- else -%}
            create or replace table {{ target_relation }} as ({{ sql }});
        {%- endif -%}
    {%- endcall %}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {% do persist_docs(target_relation, model) %}
    {%- if can_stand() -%}
        {%- do tell_made(made, rows_as_text(target_relation) if relation_type == "table" else none) -%}
    {%- endif -%}
    {{ adapter.commit() }}
    {{ run_hooks(post_hooks, inside_transaction=False) }}
    {{ return({"relations": [target_relation]}) }}
{% endmacro %}
