select
    source,
    entity,
    count(*) as loads,
    sum(raw_rows) as raw_rows,
    sum(accepted_rows) as accepted_rows,
    sum(duplicate_rows) as duplicate_rows,
    sum(rejected_rows) as rejected_rows
from rpt_event_reconciliation
group by source, entity
order by raw_rows desc, source, entity
limit 30
