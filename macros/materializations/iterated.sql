{#- A table that grows in rounds: the model's query gives the first rows; the macro that the config
    `next_rows` names gives, from the table so far and the number of the round, the rows to add. The
    macro that the config `rounds` names gives a query for the number of rounds; without one, rounds go
    on until one adds no row. -#}
{% materialization iterated, default %}
    {%- set target_relation = this.incorporate(type="table") -%}

    {{ run_hooks(pre_hooks) }}

    {%- set old_relation = load_cached_relation(this) -%}
    {%- if old_relation is not none -%}
        {%- do adapter.drop_relation(old_relation) -%}
    {%- endif -%}
    {% call statement("main") -%}
        {{ create_table_as(False, target_relation, sql) }}
    {%- endcall %}

    {%- set next_rows = context[config.require("next_rows")] -%}
    {%- set rounds = config.get("rounds") -%}
    {%- set most = run_query(context[rounds]()).columns[0].values()[0] or 0 if rounds else 20000 -%}
    {%- set size = namespace(before=-1, now=0) -%}
    {%- for round_no in range(1, most + 1) if rounds or size.now != size.before -%}
        {%- do settle_scratch_tables() -%}
        {% call statement("round") -%}
            insert into {{ target_relation }}
            {{ next_rows(target_relation, round_no) }}
        {%- endcall %}
        {%- set size.before = size.now -%}
        {%- set size.now = row_count(target_relation) -%}
    {%- endfor -%}

    {%- if not rounds and size.now != size.before -%}
        {{ exceptions.raise_compiler_error(this ~ ": no end after " ~ most ~ " rounds.") }}
    {%- endif -%}

    {{ run_hooks(post_hooks) }}
    {% do persist_docs(target_relation, model) %}
    {{ adapter.commit() }}
    {{ return({"relations": [target_relation]}) }}
{% endmaterialization %}
