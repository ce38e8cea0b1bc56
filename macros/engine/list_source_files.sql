{#- The files of one entity by kind: {'csv': [...], 'json': [...], 'parquet': [...]}, sorted.
    A file of any other kind stops the build, so that nothing is passed over in silence. -#}
{% macro list_source_files(folder) %}
    {{ return(adapter.dispatch("list_source_files")(folder)) }}
{% endmacro %}

{% macro duckdb__list_source_files(folder) %}
    {%- set endings = {
        "csv": [".csv", ".csv.gz"],
        "json": [".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz", ".json", ".json.gz"],
        "parquet": [".parquet"],
    } -%}
    {%- set found = {"csv": [], "json": [], "parquet": []} -%}
    {%- if execute -%}
        {%- set listing = "select file from glob(" ~ dbt.string_literal(folder ~ "/**")
            ~ ") where file not like '%/.%' order by file" -%}
        {%- for file in run_query(listing).columns[0].values() -%}
            {%- set kinds = [] -%}
            {%- for kind, suffixes in endings.items() -%}
                {%- for suffix in suffixes if file.lower().endswith(suffix) -%}
                    {%- do kinds.append(kind) -%}
                {%- endfor -%}
            {%- endfor -%}
            {%- if not kinds -%}
                {{ exceptions.raise_compiler_error(
                    file ~ " is no kind of file that Milepost reads. Use .csv, .jsonl, .ndjson or "
                    ~ ".json (each also with .gz) or .parquet, or move the file out of " ~ folder
                ) }}
            {%- endif -%}
            {%- do found[kinds[0]].append(file) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(found) }}
{% endmacro %}
