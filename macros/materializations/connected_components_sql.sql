{#- The statements of one contraction; see `connected_components`. -#}

{#- Twice the logarithm of any number of nodes: reached only if contraction goes wrong. -#}
{% macro components_round_limit() %}{{ return(64) }}{% endmacro %}

{% macro components_scratch(name) %}
    {{ return(this.incorporate(path={"identifier": this.identifier ~ "__scratch_" ~ name})) }}
{% endmacro %}

{% macro row_count(relation) %}
    {{ return(run_query("select count(*) from " ~ relation).columns[0].values()[0]) }}
{% endmacro %}

{#- Each node and the least of itself and its neighbours. -#}
{% macro least_neighbour_sql(edges) -%}
    select node_no, least(node_no, min(neighbour_no)) as pointer_no
    from (
        select left_no as node_no, right_no as neighbour_no from {{ edges }}
        union all
        select right_no, left_no from {{ edges }}
    ) as ends
    group by node_no
{%- endmacro %}

{% macro pointer_jump_sql(pointers) -%}
    select near.node_no, far.pointer_no
    from {{ pointers }} as near
    inner join {{ pointers }} as far on near.pointer_no = far.node_no
{%- endmacro %}

{#- The edges between what the ends point to, without loops and doubles. The filter is written so that
    the planner can't push it into the joins: as an inequality between the two pointer tables it
    became a loop join of all nodes by all nodes. -#}
{% macro contracted_edges_sql(edges, pointers) -%}
    select distinct
        least(left_no, right_no) as left_no,
        greatest(left_no, right_no) as right_no
    from (
        {%- if pointers is none %}
        select left_no, right_no from {{ edges }} as given
        {%- else %}
        select left_pointers.pointer_no as left_no, right_pointers.pointer_no as right_no
        from {{ edges }} as edges
        inner join {{ pointers }} as left_pointers on edges.left_no = left_pointers.node_no
        inner join {{ pointers }} as right_pointers on edges.right_no = right_pointers.node_no
        {%- endif %}
    ) as moved
    where least(left_no, right_no) != greatest(left_no, right_no)
{%- endmacro %}

{% macro composed_pointers_sql(pointers, later) -%}
    select pointers.node_no, coalesce(later.pointer_no, pointers.pointer_no) as pointer_no
    from {{ pointers }} as pointers
    left join {{ later }} as later on pointers.pointer_no = later.node_no
{%- endmacro %}

{% macro components_sql(pointers) -%}
    {%- if pointers %}
    select node_no, pointer_no as component_no from {{ pointers[0] }}
    {%- else %}
    select cast(null as bigint) as node_no, cast(null as bigint) as component_no where false
    {%- endif %}
{%- endmacro %}
