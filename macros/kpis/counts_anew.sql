{#- Whether totals of users are counted from all cells; otherwise the old totals are moved by what has
    changed since the last finished run. That needs a run which restates some users alone, is the
    first attempt at it, and makes both tables, which that run left. -#}
{% macro counts_anew() %}
    {{ return(
        not execute or "model." ~ project_name ~ ".int_scope__state" not in selected_resources
        or scope_is_full() or start_has_cause("is_repeated")
        or previous("int_kpis__user_cells") is none or previous("int_kpis__personal_totals") is none
    ) }}
{% endmacro %}
