{#- The body of a `…_records` model: one row per raw record of a source's entity. Lines that the
    reader rejects are added once the table stands, since only then the reader tells them. -#}
{% macro raw_records(source, entity) %}
    {{ config(
        materialized="table",
        pre_hook="{{ forget_rejected_text_lines() }}",
        post_hook="{{ keep_rejected_text_lines() }}"
    ) }}
    with records as (
        {{ read_records(source, entity) }}
    )

    select
        {{ relative_path("source_path") }} as source_file,
        raw_text,
        record
    from records
{% endmacro %}

{% macro keep_rejected_text_lines() %}
    {%- if text_lines_were_read() -%}
    insert into {{ this }} (source_file, raw_text)
    select
        {{ relative_path("source_path") }},
        raw_text
    from ({{ rejected_text_lines() }}) as rejected_lines
    {%- endif -%}
{% endmacro %}

{#- A path without the data folder, so that tables do not depend on where the data lies. -#}
{% macro relative_path(path) -%}
    case
        when starts_with({{ path }}, {{ dbt.string_literal(dbt.escape_single_quotes(data_folder() ~ "/")) }})
            then substr({{ path }}, {{ data_folder() | length + 2 }})
        else {{ path }}
    end
{%- endmacro %}
