{#- What to write into a cell: one sentence made of its column's `meta`. -#}
{% macro cell_remedy(meta) %}
    {%- set type = meta.get("type") -%}
    {%- set minimum, maximum = meta.get("minimum", 0), meta.get("maximum") -%}
    {%- if "choices" in meta -%}
        {%- set what = "one of " ~ meta.choices | join(", ") -%}
    {%- elif type in ("integer", "number") -%}
        {%- set what = ("a whole number" if type == "integer" else "a number")
            ~ (" from %s to %s" % (minimum, maximum) if maximum else ", at least %s" % minimum) -%}
    {%- else -%}
        {%- set what = {
            "flag": "true or false (or yes, no, 1, 0)",
            "decimal": "a number",
            "timestamp": "a date or an ISO 8601 time, such as 2024-03-01 or 2024-03-01T12:00:00Z",
            "property": "a column of events, or a key of properties, dots between its parts",
        }.get(type, "a text") -%}
    {%- endif -%}
    {{ return("Write " ~ what ~ ("." if meta.get("required") else ", or leave the cell empty.")) }}
{% endmacro %}
