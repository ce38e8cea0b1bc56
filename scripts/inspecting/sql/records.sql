select
    source || '/' || entity as folder,
    count(*) as files,
    sum(raw_rows) as records,
    sum(accepted_rows) as accepted,
    sum(duplicate_rows) as duplicates,
    sum(rejected_rows) as rejected
from rpt_event_reconciliation
group by folder
order by folder
