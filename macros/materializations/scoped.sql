{#- What a run restates: a view where that is everything, so that nothing is copied; else a table,
    since the tables that it reads are about to change. -#}
{% materialization scoped, default %}
    {%- set target_relation = this.incorporate(type="view" if scope_is_full() else "table") -%}

    {{ run_hooks(pre_hooks) }}

    {%- set old_relation = load_cached_relation(this) -%}
    {%- if old_relation is not none -%}
        {%- do adapter.drop_relation(old_relation) -%}
    {%- endif -%}
    {% call statement("main") -%}
        {%- if scope_is_full() -%}
            {{ create_view_as(target_relation, sql) }}
        {%- else -%}
            {{ create_table_as(False, target_relation, sql) }}
        {%- endif -%}
    {%- endcall %}

    {{ run_hooks(post_hooks) }}
    {% do persist_docs(target_relation, model) %}
    {{ adapter.commit() }}
    {{ return({"relations": [target_relation]}) }}
{% endmaterialization %}
