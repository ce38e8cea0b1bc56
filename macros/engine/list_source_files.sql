{#- The files of one entity of one source by kind, sorted: {'csv': [...], 'json': [...],
    'parquet': [...], 'tsv': [...]}. A file of any other kind stops the build, so that nothing is
    passed over in silence; names that begin with a dot or an underscore are markers that tools leave
    behind. -#}
{% macro list_source_files(source, entity) %}
    {%- set found = {"csv": [], "json": [], "parquet": [], "tsv": []} -%}
    {%- if execute and not source_relation(source, entity) -%}
        {%- set folder = data_folder() ~ "/" ~ source ~ "/" ~ entity -%}
        {%- for file in run_query(files_below(folder)).columns[0].values() -%}
            {%- set kind = kind_of_file(file) -%}
            {%- if not kind -%}
                {{ exceptions.raise_compiler_error(
                    file ~ " is no kind of file that Milepost reads. Use .csv, .jsonl, .ndjson or "
                    ~ ".json (each also with .gz) or .parquet, or move the file out of " ~ folder
                ) }}
            {%- endif -%}
            {%- do found[kind].append(file) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(found) }}
{% endmacro %}

{#- What kind of file a name tells of, or none. Tab-separated values have no header line: only a model
    that says their columns reads them. Names that tell nothing (no ending, or .txt) are of the kind
    that the model says. Models that read no records take them for whatever they are. -#}
{% macro kind_of_file(file) %}
    {%- set name = file.lower().removesuffix(".gz") -%}
    {%- set endings = {
        ".csv": "csv", ".jsonl": "json", ".ndjson": "json", ".json": "json", ".parquet": "parquet",
        ".tsv": "tsv", ".txt": "plain",
    } -%}
    {%- set ending = "." ~ name.split("/")[-1].split(".")[-1] -%}
    {%- set kind = endings.get(ending, "plain" if "." not in name.split("/")[-1]) -%}
    {%- set reads = config.get("meta") or {} -%}
    {%- if kind == "plain" -%}
        {%- set kind = reads.get("plain_kind") if reads.get("entity") else "json" -%}
    {%- elif kind == "tsv" and reads.get("entity") and not reads.get("tsv_columns") -%}
        {%- set kind = none -%}
    {%- elif kind == "parquet" and file.lower().endswith(".gz") -%}
        {%- set kind = none -%}
    {%- endif -%}
    {{ return(kind) }}
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
