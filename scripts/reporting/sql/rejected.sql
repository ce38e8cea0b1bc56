with reasons as (
    unpivot (
        select columns('^rejected_')
        from rpt_event_reconciliation
    )
    on columns(* exclude (rejected_rows))
    into name reason_column value rejected
)

select
    replace(reason_column, 'rejected_', '') as rejection_reason,
    sum(rejected) as rejected_rows
from reasons
group by reason_column
having sum(rejected) > 0
order by rejected_rows desc, rejection_reason
