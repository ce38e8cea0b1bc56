select as_of
from fct_load_runs
order by run_no desc
limit 1
