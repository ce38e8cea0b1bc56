{#- A table that grows in rounds: the model's query gives the first rows; the macro that the config
    `next_rows` names gives, from the table so far and the number of the round, the rows to add. The
    macro that the config `rounds` names gives a query for the number of rounds. -#}
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
    {%- set rounds = run_query(context[config.require("rounds")]()).columns[0].values()[0] or 0 -%}
    {%- for round_no in range(1, rounds + 1) -%}
        {%- do settle_scratch_tables() -%}
        {% call statement("round") -%}
            insert into {{ target_relation }}
            {{ next_rows(target_relation, round_no) }}
        {%- endcall %}
    {%- endfor -%}

    {{ run_hooks(post_hooks) }}
    {% do persist_docs(target_relation, model) %}
    {{ adapter.commit() }}
    {{ return({"relations": [target_relation]}) }}
{% endmaterialization %}
