{#- A query for staged events: the contract's columns, empty but for those that `values` gives SQL for,
    of a relation with source, source_file, file_stamp, raw_text, is_malformed. `rest` has the arguments
    of `with_rest` for the properties of the relation's `record`. -#}
{% macro staged_events(relation, values, rest=none) -%}
    {%- set given = dict(values, properties="all_properties") if rest else values -%}
    {%- set types = {
        "occurred_at": dbt.type_timestamp(),
        "received_at": dbt.type_timestamp(),
        "sequence": dbt.type_bigint(),
        "value": "decimal(28, 6)",
    } -%}
    select
        source,
        source_file,
        file_stamp,
        raw_text,
        {{ given.get("is_malformed", "is_malformed") }} as is_malformed
        {%- for column in contract_columns() + ["identifiers", "properties"] %},
        {{ given.get(
            column, "cast(null as " ~ types.get(column, dbt.type_string()) ~ ")"
        ) }} as {{ column }}
        {%- endfor %}
    from {{ "(" ~ with_rest(relation, **rest) ~ ") as whole" if rest else relation }}
{%- endmacro %}
