select
    run_no,
    cause,
    as_of,
    new_files,
    new_rows,
    restated_users
from fct_load_runs
order by run_no desc
limit 10
