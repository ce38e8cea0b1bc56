{#- What is beyond the commonest of a flow is one row, with a rank behind theirs. -#}
{%- set kept = var("flow_paths_kept") | int %}
with per_user as (
    select
        flow_no,
        path_text,
        user_no,
        max(path_length) as path_length,
        count(*) as occurrences
    from {{ ref('int_flows__paths') }}
    group by flow_no, path_text, user_no
),

counted as (
    select
        flow_no,
        path_text,
        max(path_length) as path_length,
        sum(occurrences) as occurrences
    from per_user
    group by flow_no, path_text
),

ranked as (
    select
        *,
        row_number() over (
            partition by flow_no order by occurrences desc, path_text
        ) as path_rank
    from counted
),

kept as (
    select
        *,
        case when path_rank <= {{ kept if kept > 0 else "path_rank" }} then path_rank end
            as kept_rank
    from ranked
),

shown as (
    select
        per_user.flow_no,
        kept.kept_rank,
        max(case when kept.kept_rank is not null then kept.path_text end) as path_text,
        max(case when kept.kept_rank is not null then kept.path_length end) as path_length,
        cast(sum(per_user.occurrences) as bigint) as occurrences,
        count(distinct per_user.user_no) as unique_users
    from per_user
    inner join kept
        on per_user.flow_no = kept.flow_no and per_user.path_text = kept.path_text
    group by per_user.flow_no, kept.kept_rank
),

totals as (
    select
        flow_no,
        sum(occurrences) as anchors,
        count(distinct user_no) as anchor_users
    from per_user
    group by flow_no
)

select
    md5(flows.flow_id || '|' || coalesce(shown.path_text, '')) as flow_path_id,
    flows.flow_id,
    flows.flow_name,
    flows.direction,
    cast(coalesce(shown.kept_rank, {{ kept + 1 }}) as bigint) as path_rank,
    case when shown.kept_rank is null then 'other' else 'path' end as path_kind,
    coalesce(replace(shown.path_text, chr(31), ' > '), 'Other') as path,
    shown.path_length,
    shown.path_length < flows.max_depth as is_drop_off,
    shown.occurrences,
    shown.unique_users,
    {{ share("shown.occurrences", "totals.anchors") }} as share_of_anchors,
    {{ share("shown.unique_users", "totals.anchor_users") }} as share_of_users
from shown
inner join {{ ref('int_config__flows') }} as flows on shown.flow_no = flows.flow_no
inner join totals on shown.flow_no = totals.flow_no
