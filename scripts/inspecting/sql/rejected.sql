select
    source || '/' || entity as folder,
    rejection_reason as reason,
    count(*) as records,
    min(source_file) as "for instance in"
from fct_rejected_rows
group by folder, reason
order by records desc, folder, reason
