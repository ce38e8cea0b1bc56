-- What should we mend first: which KPIs cost the score most, and which steps lose a segment more
-- entries than chance explains?
select
    loss_unit,
    journey_id,
    loss_rank,
    sentence,
    loss,
    sample_size,
    is_significant
from {{ ref('rpt_friction_points') }}
where
    period_kind = 'all'
    and (
        (loss_unit = 'points' and segment_kind = 'all' and loss_rank <= 5)
        or (loss_unit = 'entries' and is_significant)
    )
order by loss_unit desc, journey_id asc nulls first, loss_rank asc
