{#- Stops the run where a seed has wrong rows: the first 20 of them, each with its remedy. -#}
{% macro raise_violations(relation, limit=20) %}
    {%- if execute -%}
        {%- set violations = run_query(
            "select * from " ~ relation ~ " order by file_name, row_number, column_name, problem"
        ).rows -%}
        {%- set lines = [] -%}
        {%- for violation in violations[:limit] -%}
            {%- set value = " '%s'" % violation["value"][:60] if violation["value"] else "" -%}
            {%- do lines.append("%s, row %s, %s%s: %s. %s" % (
                violation["file_name"],
                violation["row_number"],
                violation["column_name"],
                value,
                violation["problem"],
                violation["remedy"],
            )) -%}
        {%- endfor -%}
        {%- if violations | length > limit -%}
            {%- do lines.append("and %s more, listed in %s" % (violations | length - limit, relation)) -%}
        {%- endif -%}
        {%- if lines -%}
            {%- do exceptions.raise_compiler_error(lines | join("\n")) -%}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}
