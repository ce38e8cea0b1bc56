{#- A table of the connected components of a graph. The model's query gives the edges: two columns
    of integers, `left_no` and `right_no`. The table has one row per node of an edge: `node_no` and
    `component_no`, the same number for all nodes of a component.

    Contraction: every node points to the least of itself and its neighbours, pointers are
    shortened, each edge is replaced by one between what its ends point to, and so on until no edge
    is left; then the rounds' pointers are followed from the last round to the first. The number of
    rounds grows with the logarithm of the longest path, provided that the numbers are in no order
    along it: number the nodes by a hash. -#}
{% materialization connected_components, default %}
    {%- set target_relation = this.incorporate(type="table") -%}
    {%- set edges = components_scratch("edges") -%}
    {%- set next_edges = components_scratch("next_edges") -%}
    {%- set pointers = [] -%}

    {{ run_hooks(pre_hooks) }}

    {% call statement("edges") -%}
        {{ create_scratch_table(edges, contracted_edges_sql("(" ~ sql ~ ")", none)) }}
    {%- endcall %}
    {%- do settle_scratch_tables() -%}

    {#- a loop asks its condition of every round, of those that are not gone too -#}
    {%- set rounds = namespace(done=0, edge_count=row_count(edges)) -%}
    {%- for _ in range(components_round_limit()) if rounds.edge_count > 0 -%}
        {%- set rounds.done = loop.index -%}
        {%- set pointer = components_scratch("pointers_" ~ loop.index) -%}
        {% call statement("pointers") -%}
            {{ create_scratch_table(pointer, least_neighbour_sql(edges)) }}
        {%- endcall %}
        {%- do settle_scratch_tables() -%}
        {%- for jump in range(0 if loop.first else 3) -%}
            {% call statement("jump") -%}
                {{ create_scratch_table(components_scratch("jumped"), pointer_jump_sql(pointer)) }}
            {%- endcall %}
            {% call statement("rename") -%}
                {{ replace_scratch_table(pointer, components_scratch("jumped")) }}
            {%- endcall %}
            {%- do settle_scratch_tables() -%}
        {%- endfor -%}
        {% call statement("contract") -%}
            {{ create_scratch_table(next_edges, contracted_edges_sql(edges, pointer)) }}
        {%- endcall %}
        {% call statement("next") -%}
            {{ replace_scratch_table(edges, next_edges) }}
        {%- endcall %}
        {%- do settle_scratch_tables() -%}
        {%- do pointers.append(pointer) -%}
        {%- set rounds.edge_count = row_count(edges) -%}
    {%- endfor -%}

    {%- if rounds.edge_count > 0 -%}
        {{ exceptions.raise_compiler_error(
            this ~ ": no end after " ~ rounds.done ~ " rounds of contraction."
        ) }}
    {%- endif -%}

    {%- for pointer in pointers[:-1] | reverse -%}
        {%- set later = pointers[pointers | length - loop.index] -%}
        {% call statement("compose") -%}
            {{ create_scratch_table(
                components_scratch("composed"), composed_pointers_sql(pointer, later)
            ) }}
        {%- endcall %}
        {% call statement("rename") -%}
            {{ replace_scratch_table(pointer, components_scratch("composed")) }}
        {%- endcall %}
        {%- do settle_scratch_tables() -%}
    {%- endfor -%}

    {%- set old_relation = load_cached_relation(this) -%}
    {%- if old_relation is not none -%}
        {%- do adapter.drop_relation(old_relation) -%}
    {%- endif -%}
    {% call statement("main") -%}
        {{ create_table_as(False, target_relation, components_sql(pointers)) }}
    {%- endcall %}

    {%- for scratch in pointers + [edges] -%}
        {% call statement("drop") -%}drop table if exists {{ scratch }}{%- endcall %}
    {%- endfor -%}

    {{ run_hooks(post_hooks) }}
    {% do persist_docs(target_relation, model) %}
    {{ adapter.commit() }}
    {{ return({"relations": [target_relation]}) }}
{% endmaterialization %}
