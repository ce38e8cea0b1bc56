{#- The steps that a round searches and finds: the rows of `searching` with found_at and
    found_event_id. One macro for each way in which a step may follow. -#}

{% macro searching_columns(relation=none) -%}
    {%- for column in [
        "attempt_no", "participant_no", "definition_id", "step_id", "step_index", "from_step_id",
        "parent_reached_at", "parent_steps_at_instant", "window_ends_at", "within_us",
    ] -%}
    {{ relation ~ "." if relation }}{{ column }}{{ ", " if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{#- A step without rules is reached with its parent. -#}
{% macro found_with_parent(searching) -%}
    select
        {{ searching_columns() }},
        parent_reached_at as found_at,
        parent_event_id as found_event_id
    from {{ searching }}
    where signal_no is null
{%- endmacro %}

{#- The first match at the parent's instant or later, strictly later where a step of that instant on
    the path has an event name in common. -#}
{% macro found_ordered(searching, reached, round_no) -%}
    select {{ searching_columns() }}, found_at, found_event_id
    from (
        {{ asof_joined(
            "(" ~ searching_from(searching) ~ ")", ref("int_journeys__signals"),
            ["participant_no", "signal_no"], "search_from", "occurred_at",
            [["occurred_at", "found_at"], ["event_id", "found_event_id"]], direction="forward"
        ) }}
    ) as found_in_order
    where found_at is not null
{%- endmacro %}

{% macro searching_from(searching) -%}
    select
        *,
        case
            when {{ arrays_overlap("parent_steps_at_instant", "overlapping_step_ids") }}
                then {{ add_microseconds("parent_reached_at", 1) }}
            else parent_reached_at
        end as search_from
    from {{ searching }}
    where step_order = 'ordered' and signal_no is not null
{%- endmacro %}

{#- The participant's very next event, if it is a match. -#}
{% macro found_strict(searching, reached, round_no) -%}
    select
        {{ searching_columns("searching") }},
        successors.next_at as found_at,
        successors.next_event_id as found_event_id
    from {{ searching }} as searching
    inner join {{ ref("int_journeys__successors") }} as successors
        on
            searching.definition_id = successors.definition_id
            and searching.participant_no = successors.participant_no
            and searching.parent_event_id = successors.event_id
    inner join {{ ref("int_journeys__matches") }} as matches
        on
            searching.signal_no = matches.signal_no
            and successors.next_event_id = matches.event_id
    where searching.step_order = 'strict'
{%- endmacro %}

{#- The first match from the entry on that no earlier step took. Before this round at most as many
    were taken as there were rounds, so a few numbered matches are enough. -#}
{% macro found_unordered(searching, reached, round_no) -%}
    select
        {{ searching_columns("firsts") }},
        matches.occurred_at as found_at,
        matches.event_id as found_event_id
    from (
        {{ asof_joined(
            "(select * from " ~ searching ~ " where step_order = 'unordered')",
            ref("int_journeys__signals"), ["participant_no", "signal_no"],
            "parent_reached_at", "occurred_at", [["match_no", "first_match_no"]],
            direction="forward"
        ) }}
    ) as firsts
    inner join {{ ref("int_journeys__numbered_matches") }} as matches
        on
            firsts.participant_no = matches.participant_no
            and firsts.signal_no = matches.signal_no
            and matches.match_no between firsts.first_match_no
            and firsts.first_match_no + {{ round_no - 1 }}
    left join (
        select reached.attempt_no, reached.event_id
        from {{ reached }} as reached
        inner join {{ ref("int_config__steps") }} as steps
            on reached.definition_id = steps.definition_id and reached.step_id = steps.step_id
        where reached.step_id != 'entry' and steps.signal_no is not null
    ) as taken
        on firsts.attempt_no = taken.attempt_no and matches.event_id = taken.event_id
    where taken.event_id is null
    qualify row_number() over (
        partition by firsts.attempt_no, firsts.step_id order by matches.match_no
    ) = 1
{%- endmacro %}
