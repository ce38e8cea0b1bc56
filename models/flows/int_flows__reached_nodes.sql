{#- The places of a run are whole numbers without a gap, so a path's nodes are found by equality. -#}
with anchors as (
    select * from {{ ref('int_flows__kept_events') }}
    where is_anchor
)

select
    anchors.flow_no,
    anchors.user_no,
    anchors.place as anchor_place,
    depths.node_depth,
    kept.name_no,
    kept.excludes_path
from anchors
inner join {{ ref('int_config__flow_depths') }} as depths on anchors.flow_no = depths.flow_no
inner join {{ ref('int_flows__kept_events') }} as kept
    on
        anchors.flow_no = kept.flow_no
        and anchors.user_no = kept.user_no
        and anchors.run_no = kept.run_no
        and anchors.place + depths.place_offset = kept.place
