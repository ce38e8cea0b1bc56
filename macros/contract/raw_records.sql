{#- The body of a `…_records` model: one row per raw record of a source's entity. A file that was read
    before and has not changed is not read again. `identifiers` says where a record has identifiers,
    as `contacts_hashed` takes it; empty where it has none. `tsv_columns` names the values of a line of
    tab-separated ones, `plain_kind` says what files are whose names tell nothing: csv, json, tsv. With
    `concatenated` a line of JSON may hold several records, one right after the other. With `hidden`, a
    column, no more is kept of a record than the hash of that one, and the `others`. -#}
{% macro raw_records(
    source,
    entity,
    identifiers={},
    tsv_columns=[],
    plain_kind=none,
    concatenated=false,
    hidden=none,
    others=[]
) %}
    {{ config(
        materialized="kept",
        forgets="outdated_files",
        long_texts=["raw_text", "record"],
        meta={
            "source": source,
            "entity": entity,
            "tsv_columns": tsv_columns,
            "plain_kind": plain_kind,
            "concatenated": concatenated,
        },
        pre_hook="{{ before_reading('" ~ source ~ "', '" ~ entity ~ "') }}",
        post_hook="{{ after_reading('" ~ source ~ "', '" ~ entity ~ "', may_hold_contacts="
            ~ (identifiers | length > 0) ~ ", hidden=" ~ (hidden is not none) ~ ") }}"
    ) }}
    -- depends_on: {{ ref('int_scope__written_rows') }}
    with records as (
        {{ read_records(source, entity) }}
    ),

    stamps as (
        {{ file_stamps(source, entity) }}
    ),

    hashed as (
        {{ contacts_hashed("records", identifiers) if identifiers else "select * from records" }}
    ),

    kept as (
        {{ values_hidden("hashed", hidden, others) if hidden else "select * from hashed" }}
    )

    select
        {{ relative_path("kept.source_path") }} as source_file,
        stamps.file_stamp,
        kept.raw_text,
        kept.record,
        kept.is_malformed
    from kept
    left join stamps on {{ relative_path("kept.source_path") }} = stamps.source_file
{% endmacro %}

{#- A path without the data folder, so that tables do not depend on where the data lies. -#}
{% macro relative_path(path) -%}
    {%- set folder = text_literal(data_folder() ~ "/") -%}
    case
        when starts_with({{ path }}, {{ folder }}) then substr({{ path }}, length({{ folder }}) + 1)
        else {{ path }}
    end
{%- endmacro %}

{#- The raw records of a `_records` model, the record as text wherever it stands, null where malformed. -#}
{% macro readable_records(records) -%}
    select
            source_file,
            file_stamp,
            raw_text,
            is_malformed,
            case when not is_malformed then coalesce(record, raw_text) end as record
        from {{ records }}
{%- endmacro %}

{#- The raw records of a source's entity with the values of some of their columns as text: source,
    source_file, file_stamp, raw_text, is_malformed, record (null where malformed), field (a struct). -#}
{% macro raw_fields(source, records, columns) -%}
    with records as (
        {{ readable_records(records) }}
    )

    select
        '{{ source }}' as source,
        records.*,
        {{ json_fields("record", columns) }} as field
    from records
{%- endmacro %}

{#- The raw records of a source's entity with the texts at some paths as columns: source, source_file,
    file_stamp, raw_text, is_malformed, record (null where malformed), and one column per name of
    `paths`, which maps it to a path or to several, of which the first that holds a text counts.
    Texts of nothing but blanks are absent. -#}
{% macro raw_texts(source, records, paths) -%}
    {%- set all_paths = [] -%}
    {%- for ways in paths.values() -%}
        {%- do all_paths.extend([ways] if ways is string else ways) -%}
    {%- endfor -%}
    {%- set all_paths = all_paths | unique | list -%}
    with records as (
        {{ readable_records(records) }}
    ),

    found as (
        select
            records.*,
            {{ json_texts("record", all_paths) }} as texts
        from records
    )

    select
        '{{ source }}' as source,
        source_file,
        file_stamp,
        raw_text,
        is_malformed,
        record
        {%- for name, ways in paths.items() %},
        {%- set items = [] %}
        {%- for path in ([ways] if ways is string else ways) %}
        {%- set item = array_item("texts", all_paths.index(path) + 1) %}
        {#- blanks sort before all that can be seen: most texts need no pattern -#}
        {%- do items.append(
            "case when " ~ item ~ " >= '!' then " ~ item ~ " else " ~ blank_to_null(item) ~ " end"
        ) %}
        {%- endfor %}
        {{ "coalesce(" ~ items | join(", ") ~ ")" if items | length > 1 else items[0] }} as {{ name }}
        {%- endfor %}
    from found
{%- endmacro %}
