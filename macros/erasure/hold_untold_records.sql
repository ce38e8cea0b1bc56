{#- A hook: stops a run that can't tell where a new record ends. The next one reads all files, since
    `int_scope__start` looks for what stopped this one. -#}
{% macro hold_untold_records() %}
    {%- set untold = previous("int_erasure__untold_records") if execute else none -%}
    {%- if untold is not none and erasure_mode() == "recognize" -%}
        {%- set found = run_query("select entity, record_count from "
            ~ untold.include(database=false) ~ " order by entity").rows -%}
        {%- if found | length > 0 -%}
            {%- set counts = [] -%}
            {%- for row in found -%}
                {%- do counts.append(row["record_count"] ~ " " ~ row["entity"]) -%}
            {%- endfor -%}
            {{ exceptions.raise_compiler_error(
                "Erasures have to be found out anew: new records (" ~ counts | join(", ")
                ~ ") have to do with people who were erased, or whose devices were theirs, in a way"
                ~ " that only the files can tell. Run the build again: it will read all files."
            ) }}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}
