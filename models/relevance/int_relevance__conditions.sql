{#- What an event must have besides its name: the conditions of a rule or a measure, an endpoint in
    a journey of endpoints, and what a measure counts by and adds up. -#}
{%- set columns = [
    "operator", "expected", "accepted_values", "expected_number",
    "property_column", "property_path", "property_hint",
] %}
with rules as (
    select
        'journey_rule' as use_kind,
        {{ rule_key() }} as use_key,
        {{ typed_condition_columns() }}
    from {{ ref('journey_rules') }}
    where operator is not null
),

endpoints as (
    select
        'journey_rule' as use_kind,
        rules.rule_key as use_key,
        'is_set' as operator,
        'endpoint_id' as property_column,
        cast(null as {{ dbt.type_string() }}) as property_path
    from {{ ref('int_config__rules') }} as rules
    where rules.participant = 'endpoint'
),

measures as (
    select
        'measure' as use_kind,
        measure_id as use_key,
        *
    from {{ ref('int_config__measures') }}
    where record_kind = 'event'
),

needs as (
    select * from endpoints
    {%- for prefix, operator, is_needed in [
        ("value_", "is_number", "value_property is not null"),
        ("unit_", "is_set", "unit_property is not null"),
        ("scale_", "is_number", "scale is not null and scale_number is null"),
    ] %}
        union all
        select
            use_kind,
            use_key,
            '{{ operator }}' as operator,
            {{ prefix }}property_column as property_column,
            {{ prefix }}property_path as property_path
        from measures
        where {{ is_needed }}
    {%- endfor %}
),

conditions as (
    {%- for relation in ["rules", "measures"] %}
        select
            use_kind,
            use_key,
            {{ columns | join(",\n            ") }}
        from {{ relation }}
        where operator != ''

        union all
    {%- endfor %}
    select
        use_kind,
        use_key,
        operator,
        '' as expected,
        {{ empty_text_array() }} as accepted_values,
        cast(null as double) as expected_number,
        property_column,
        property_path,
        cast(null as {{ dbt.type_string() }}) as property_hint
    from needs
)

select
    uses.use_no,
    {%- for column in columns %}
        conditions.{{ column }},
    {%- endfor %}
    coalesce(conditions.property_column = 'event_name', false) as is_of_name,
    coalesce(conditions.property_column = 'event_name', false)
    and conditions.operator in ('eq', 'in') as is_naming
from conditions
inner join {{ ref('int_relevance__uses') }} as uses
    on conditions.use_kind = uses.use_kind and conditions.use_key = uses.use_key
