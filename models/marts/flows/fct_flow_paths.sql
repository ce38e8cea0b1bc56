{#- What is beyond the commonest of a flow is one row, with a rank behind theirs. Only there users
    have to be told apart: of one path each has one row. -#}
{%- set kept = var("flow_paths_kept") | int %}
with counted as (
    select
        flow_no,
        path_key,
        max(path_length) as path_length,
        sum(occurrences) as occurrences,
        count(*) as unique_users
    from {{ ref('int_flows__user_paths') }}
    group by flow_no, path_key
),

ranked as (
    select
        *,
        row_number() over (
            partition by flow_no order by occurrences desc, path_key asc
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

users_of_others as (
    select
        paths.flow_no,
        count(distinct {{ compact_key("paths.user_key") }}) as unique_users
    from {{ ref('int_flows__user_paths') }} as paths
    inner join kept
        on paths.flow_no = kept.flow_no and paths.path_key = kept.path_key
    where kept.kept_rank is null
    group by paths.flow_no
),

shown as (
    select
        flow_no,
        kept_rank,
        max(case when kept_rank is not null then path_key end) as path_key,
        max(case when kept_rank is not null then path_length end) as path_length,
        cast(sum(occurrences) as bigint) as occurrences,
        max(case when kept_rank is not null then unique_users end) as unique_users
    from kept
    group by flow_no, kept_rank
),

totals as (
    select
        flow_no,
        sum(occurrences) as anchors,
        count(case when stands_for_user then 1 end) as anchor_users
    from {{ ref('int_flows__user_paths') }}
    group by flow_no
),

complete as (
    select
        shown.flow_no,
        shown.kept_rank,
        shown.path_key,
        shown.path_length,
        shown.occurrences,
        coalesce(shown.unique_users, users_of_others.unique_users) as unique_users
    from shown
    left join users_of_others on shown.flow_no = users_of_others.flow_no
)

select
    md5(flows.flow_id || '|' || coalesce(complete.path_key, '')) as flow_path_id,
    flows.flow_id,
    flows.flow_name,
    flows.direction,
    cast(coalesce(complete.kept_rank, {{ kept + 1 }}) as bigint) as path_rank,
    case when complete.kept_rank is null then 'other' else 'path' end as path_kind,
    coalesce(replace(complete.path_key, chr(31), ' > '), 'Other') as path_text,
    complete.path_length,
    complete.path_length < flows.max_depth as is_drop_off,
    complete.occurrences,
    complete.unique_users,
    {{ share("complete.occurrences", "totals.anchors") }} as share_of_anchors,
    {{ share("complete.unique_users", "totals.anchor_users") }} as share_of_users
from complete
inner join {{ ref('int_config__flows') }} as flows on complete.flow_no = flows.flow_no
inner join totals on complete.flow_no = totals.flow_no
