with points as (
    select
        sentence,
        loss_unit,
        loss,
        is_significant,
        sample_size,
        row_number() over (partition by loss_unit order by loss desc, sentence) as place
    from rpt_friction_points
    where
        journey_id is not distinct from $journey_id
        and period_kind = 'all'
        and (loss_unit = 'entries' or segment_kind = 'all')
)

select
    sentence,
    loss_unit,
    loss,
    is_significant,
    sample_size
from points
where place <= 5
order by loss_unit desc, place
