{#- The files of one entity of one source by kind, sorted: {'csv': [...], 'json': [...],
    'parquet': [...]}. A file of any other kind stops the build, so that nothing is passed over in
    silence; names that begin with a dot or an underscore are markers that tools leave behind. -#}
{% macro list_source_files(source, entity) %}
    {%- set endings = {
        "csv": [".csv", ".csv.gz"],
        "json": [".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz", ".json", ".json.gz"],
        "parquet": [".parquet"],
    } -%}
    {%- set found = {"csv": [], "json": [], "parquet": []} -%}
    {%- if execute and not source_relation(source, entity) -%}
        {%- set folder = data_folder() ~ "/" ~ source ~ "/" ~ entity -%}
        {%- for file in run_query(files_below(folder)).columns[0].values() -%}
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

{#- The files in a folder and below. (The engine's own `**` passes over symbolic links.) -#}
{% macro files_below(folder) -%}
    {%- set pattern = file_pattern(folder) -%}
    {%- set patterns = [text_literal(pattern ~ "/**")] -%}
    {%- for depth in range(1, 11) -%}
        {%- do patterns.append(text_literal(pattern ~ "/*" * depth)) -%}
    {%- endfor -%}
    select distinct file
    from glob([{{ patterns | join(", ") }}])
    where not regexp_matches(right(file, -length({{ text_literal(folder) }})), '/[._]')
    order by file
{%- endmacro %}

{#- The relation to read in place of an entity's files, from the var `source_relations`; or none. -#}
{% macro source_relation(source, entity) %}
    {{ return(var("source_relations", {}).get(source ~ "/" ~ entity)) }}
{% endmacro %}

{#- The folder that holds one folder per source; ends without a slash. -#}
{% macro data_folder() %}
    {{ return(env_var("MILEPOST_DATA", "data/sample").rstrip("/")) }}
{% endmacro %}
