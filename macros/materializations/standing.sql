{#- Whether the relation of this model stands as it is: the same query made it, of nothing that has
    changed since. Only of models with `stands` in their `meta`, whose queries read nothing but what
    they refer to. `old` is the relation as it is, `made` the table of what was made when. -#}
{% macro stands(relation, old, made) %}
    {%- set parents = names_of_parents() -%}
    {%- if made is none or not parents or not can_stand() or should_full_refresh()
        or old is none or old.type != relation.type -%}
        {{ return(false) }}
    {%- endif -%}
    {%- set unchanged -%}
        select count(*) as parent_count
        from ({{ last_made(made) }}) as parents
        inner join ({{ last_made(made) }}) as own on parents.changed_no < own.made_no
        where
            own.model_name = '{{ model.name }}'
            and own.query_hash = '{{ query_hash() }}'
            and parents.model_name in ('{{ parents | join("', '") }}')
    {%- endset -%}
    {{ return(run_query(unchanged).columns[0].values()[0] == parents | length) }}
{% endmacro %}

{#- What a materialization returns of a relation that stands. -#}
{% macro standing(relation) %}
    {%- do store_raw_result("main", "STANDS", code="STANDS", rows_affected=0) -%}
    {{ return({"relations": [relation]}) }}
{% endmacro %}

{#- Tells `made` that the relation of this model has been made. `row_text` is SQL for what stands for its
    rows: where that and the query are as they were, the relation has not changed; without, it has. -#}
{% macro tell_made(made, row_text=none) %}
    {%- if made is not none and made.identifier != this.identifier -%}
        {%- set making -%}
            insert into {{ made }} (model_name, query_hash, row_text, changed_no, made_no)
            select
                '{{ model.name }}' as model_name,
                '{{ query_hash() }}' as query_hash,
                making.row_text,
                coalesce(unchanged.changed_no, making.made_no) as changed_no,
                making.made_no
            from (
                select
                    {{ row_text or "cast(null as " ~ dbt.type_string() ~ ")" }} as row_text,
                    coalesce(max(made_no), 0) + 1 as made_no
                from {{ made }}
            ) as making
            left join ({{ last_made(made) }}) as unchanged
                on
                    unchanged.model_name = '{{ model.name }}'
                    and unchanged.query_hash = '{{ query_hash() }}'
                    and making.row_text = unchanged.row_text
        {%- endset -%}
        {%- do run_query(making) -%}
    {%- endif -%}
{% endmacro %}

{#- For each model the last time that its relation was made. -#}
{% macro last_made(made) -%}
    select
        model_name,
        query_hash,
        row_text,
        changed_no,
        made_no
    from {{ made }}
    qualify row_number() over (partition by model_name order by made_no desc) = 1
{%- endmacro %}

{#- Whether this model may stand: its hooks would not run. -#}
{% macro can_stand() %}
    {{ return(
        config.get("meta", {}).get("stands", false) and not config.get("pre-hook")
        and not config.get("post-hook")
    ) }}
{% endmacro %}

{% macro names_of_parents() %}
    {%- set names = [] -%}
    {%- for id in model.depends_on.nodes -%}{%- do names.append(id.split(".")[2]) -%}{%- endfor -%}
    {{ return(names) }}
{% endmacro %}

{#- A hash of the query and of what the contract says of its columns. -#}
{% macro query_hash() %}
    {%- set columns = [] -%}
    {%- for column in model.columns.values() -%}
        {%- do columns.append(column.name ~ " " ~ column.data_type) -%}
    {%- endfor -%}
    {{ return(local_md5(([model.compiled_code or ""] + columns) | join("\n"))) }}
{% endmacro %}
