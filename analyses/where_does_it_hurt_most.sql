-- What should we mend first: which KPIs and steps cost the most score points and entries?
select
    loss_unit,
    journey_id,
    loss_rank,
    friction_kind,
    sentence,
    loss,
    sample_size,
    is_significant
from {{ ref('rpt_friction_points') }}
where
    period_kind = 'all'
    and (segment_kind = 'all' or loss_unit = 'entries')
    and loss_rank <= 5
order by loss_unit asc, journey_id asc nulls first, loss_rank asc, sentence asc
