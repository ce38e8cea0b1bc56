{#- Loads a seed with every cell as the text that stands in the file, and its row as `csv_row`.
    dbt's own loading turns the word `null` into nothing, and dbt-duckdb's lets DuckDB guess the
    quoting, so that a value 'in quotes' loses them and a quote that is never closed goes unseen.
    Also, dbt writes the SQL of a statement called `main` to a path made of the target folder and
    the node's file: with an absolute seed path that is the seed itself. So none is called so. -#}
{% materialization seed, adapter="duckdb" %}
    {%- set target = this.incorporate(type="table") -%}
    {%- set path = adapter.get_seed_file_path(model) -%}
    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}

    {%- set header = check_seed_header(path, seed_columns(model)) -%}
    {%- do check_seed_lines(path, header) -%}
    {% call statement("load") -%}
        create or replace table {{ target }} as
        select
            row_number() over () + 1 as csv_row,
            {{ seed_columns(model) | map(attribute="name") | join(", ") }}
        from {{ read_seed(path, header) }}
        {%- if flags.EMPTY %} limit 0 {%- endif %}
    {%- endcall %}
    {%- set loaded = run_query("select * from " ~ target) -%}
    {%- set count = loaded.rows | length -%}
    {%- do store_result("agate_table", response="OK", agate_table=loaded) -%}
    {%- do store_raw_result("main", "CREATE %s" % count, code="CREATE", rows_affected=count) -%}

    {%- do tell_made(previous("int_scope__made"), rows_as_text(target)) -%}
    {% do persist_docs(target, model) %}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {% do adapter.commit() %}
    {{ run_hooks(post_hooks, inside_transaction=False) }}
    {{ return({"relations": [target]}) }}
{% endmaterialization %}
