{#- A query for what tells whether a file has changed, without reading it: source_file (without the
    data folder) and file_stamp. Of a relation in the warehouse nobody knows: its stamp is that of
    this run, so that it is read anew in each. -#}
{% macro file_stamps(source, entity) %}
    {{ return(adapter.dispatch("file_stamps")(source, entity)) }}
{% endmacro %}

{% macro duckdb__file_stamps(source, entity) -%}
    {%- set relation = source_relation(source, entity) -%}
    {%- set files = list_source_files(source, entity).values() | sum(start=[]) -%}
    {%- if relation -%}
    select {{ text_literal(relation) }} as source_file, '{{ invocation_id }}' as file_stamp
    {%- elif files -%}
    select
        {{ relative_path("filename") }} as source_file,
        cast(size as varchar) || ' bytes of ' || cast(last_modified as varchar) as file_stamp
    from read_blob({{ file_list(files) }})
    {%- else -%}
    select cast(null as varchar) as source_file, cast(null as varchar) as file_stamp
    where false
    {%- endif -%}
{%- endmacro %}

{#- What `list_source_files` gives, without the files that the model's table holds as they are. -#}
{% macro unread_files(source, entity) %}
    {%- set files = list_source_files(source, entity) -%}
    {%- if not keeps_rows() -%}
        {{ return(files) }}
    {%- endif -%}
    {%- set query -%}
        select stamps.source_file
        from ({{ file_stamps(source, entity) }}) as stamps
        inner join (select distinct source_file, file_stamp from {{ this }}) as kept
            on stamps.source_file = kept.source_file and stamps.file_stamp = kept.file_stamp
    {%- endset -%}
    {%- set kept = run_query(query).columns[0].values() -%}
    {%- set prefix = data_folder() ~ "/" -%}
    {%- set unread = {} -%}
    {%- for kind, paths in files.items() -%}
        {%- set left = [] -%}
        {%- for path in paths if path.removeprefix(prefix) not in kept -%}
            {%- do left.append(path) -%}
        {%- endfor -%}
        {%- do unread.update({kind: left}) -%}
    {%- endfor -%}
    {{ return(unread) }}
{% endmacro %}
