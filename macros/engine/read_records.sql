{#- The raw records of one entity of one source, whatever files hold them (or the relation that the
    var `source_relations` names): source_path, raw_text, record (the record as a JSON object; null
    where raw_text is that itself), is_malformed. `before_reading` runs before it, and
    `after_reading` once its rows are in a table. -#}
{% macro read_records(source, entity) %}
    {{ return(adapter.dispatch("read_records")(source, entity)) }}
{% endmacro %}

{% macro duckdb__read_records(source, entity) -%}
    {%- set relation = source_relation(source, entity) -%}
    {%- set files = unread_files(source, entity) -%}
    {%- set branches = [] -%}
    {%- if relation -%}{%- do branches.append(relation_records(relation)) -%}{%- endif -%}
    {%- if files["csv"] -%}{%- do branches.append(csv_records()) -%}{%- endif -%}
    {%- if files["tsv"] -%}
        {%- do branches.append(tsv_records(files["tsv"], config.get("meta").tsv_columns)) -%}
    {%- endif -%}
    {%- if files["json"] -%}
        {%- do branches.append(json_line_records(files["json"], config.get("meta").concatenated)) -%}
    {%- endif -%}
    {%- for alike in parquet_files_by_schema(files["parquet"]) -%}
        {%- do branches.append(parquet_records(alike)) -%}
    {%- endfor -%}
    {%- if not branches -%}
        {%- do branches.append(no_records()) -%}
    {%- endif -%}
    {{ branches | join("\n    union all\n    ") }}
{%- endmacro %}

{#- A hook before `read_records`: what has to be known before the records can be told apart. -#}
{% macro before_reading(source, entity) %}
    {{ return(adapter.dispatch("before_reading")(source, entity)) }}
{% endmacro %}

{% macro duckdb__before_reading(source, entity) %}
    {%- if execute -%}
        {%- do forget_rejected_text_lines() -%}
        {%- set files = unread_files(source, entity)["csv"] -%}
        {%- if files -%}
            {%- do load_csv_lines(files) -%}
            {%- do check_csv_headers() -%}
            {%- do forget_rejected_text_lines() -%}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}

{#- A hook after `read_records`: rows that the reader tells only now go into the model's table, with
    what may be a contact masked, or (`hidden`) all of it. -#}
{% macro after_reading(source, entity, may_hold_contacts, hidden=false) %}
    {{ return(adapter.dispatch("after_reading")(source, entity, may_hold_contacts, hidden)) }}
{% endmacro %}

{% macro duckdb__after_reading(source, entity, may_hold_contacts, hidden) %}
    {%- if has_rejected_text_lines() -%}
    insert into {{ this }} (source_file, file_stamp, raw_text, is_malformed)
    select
        stamps.source_file,
        stamps.file_stamp,
        {{ "'***'" if hidden else contacts_masked("rejected_lines.raw_text", "known.contact_types")
            if may_hold_contacts else "rejected_lines.raw_text" }},
        true
    from ({{ rejected_text_lines() }}) as rejected_lines
    inner join ({{ file_stamps(source, entity) }}) as stamps
        on {{ relative_path("rejected_lines.source_path") }} = stamps.source_file
    cross join {{ contact_types() }} as known;
    {%- endif -%}
    drop table if exists {{ csv_lines() }}
{% endmacro %}

{#- Of concatenated records: no JSON text holds `}{"` with a letter after it but between two objects,
    since within a string the quote would end it. -#}
{% macro json_line_records(files, concatenated=false) -%}
    select
        source_path,
        line as raw_text,
        cast(null as varchar) as record,
        not {{ is_json_object("line") }} as is_malformed
    {%- if concatenated %}
    from (
        select
            source_path,
            unnest(
                case
                    when contains(line, '}{"')
                        then string_split(
                            regexp_replace(line, '\}(\{"[A-Za-z_])', '}' || chr(10) || '\1', 'g'),
                            chr(10)
                        )
                    else [line]
                end
            ) as line
        from ({{ read_text_lines(files) }}) as joined_lines
    ) as lines
    {%- else %}
    from ({{ read_text_lines(files) }}) as lines
    {%- endif %}
    where not {{ is_blank("line") }}
{%- endmacro %}

{% macro no_records() -%}
    select
        cast(null as varchar) as source_path,
        cast(null as varchar) as raw_text,
        cast(null as varchar) as record,
        cast(null as boolean) as is_malformed
    where false
{%- endmacro %}
