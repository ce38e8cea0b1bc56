{#- The identifiers that a record or a link ties to those that the round before reached. -#}
{% macro next_reached_identifiers(reach, round_no) -%}
    with frontier as (
        select
            identifier_type,
            identifier_value
        from {{ reach }}
        where round_no = {{ round_no - 1 }}
    ),

    tied as (
        select
            others.identifier_type,
            others.identifier_value
        from {{ ref("int_erasure__seen_bundle_identifiers") }} as members
        inner join frontier
            on
                members.identifier_type = frontier.identifier_type
                and members.identifier_value = frontier.identifier_value
        inner join {{ ref("int_erasure__seen_bundle_identifiers") }} as others
            on members.bundle_no = others.bundle_no
        {%- for one, other in [("left", "right"), ("right", "left")] %}
        union
        select
            links.{{ other }}_type,
            links.{{ other }}_value
        from {{ ref("int_erasure__seen_identity_links") }} as links
        inner join frontier
            on
                links.{{ one }}_type = frontier.identifier_type
                and links.{{ one }}_value = frontier.identifier_value
        where links.rejection_reason is null
        {%- endfor %}
    )

    select
        tied.identifier_type,
        tied.identifier_value,
        {{ round_no }} as round_no
    from (select distinct * from tied) as tied
    left join {{ reach }} as reached
        on
            tied.identifier_type = reached.identifier_type
            and tied.identifier_value = reached.identifier_value
    left join {{ ref("int_config__identifier_blocklist") }} as blocklist
        on
            tied.identifier_type = blocklist.identifier_type
            and tied.identifier_value = blocklist.identifier_value
    where reached.round_no is null and blocklist.identifier_value is null
{%- endmacro %}
