{#- A query: for each candidate of a journey with rules of the role, `occurred_at` of the first match
    after the entry; strictly later for one that the entry itself could be. -#}
{% macro first_end_matches(role) -%}
    {{ asof_joined(
        "(" ~ end_searches(role) ~ ")", ref("int_journeys__signals"),
        ["participant_no", "signal_no"], "search_from", "occurred_at", ["occurred_at"],
        direction="forward"
    ) }}
{%- endmacro %}

{% macro end_searches(role) -%}
    select
        candidates.attempt_no,
        candidates.participant_no,
        end_signals.signal_no,
        case
            when end_signals.overlaps_entry then {{ add_microseconds("candidates.occurred_at", 1) }}
            else candidates.occurred_at
        end as search_from
    from {{ ref("int_journeys__candidates") }} as candidates
    inner join {{ ref("int_config__end_signals") }} as end_signals
        on
            candidates.definition_id = end_signals.definition_id
            and end_signals.role = '{{ role }}'
{%- endmacro %}
