{#- Files that no finished run has taken in, or all. -#}
select
    files.*,
    loaded.source_file is null as is_new
from {{ ref('int_scope__files') }} as files
cross join {{ ref('int_scope__start') }} as run_start
left join {{ rows_of_previous(
    "fct_loaded_files", ["source", "entity", "source_file", "file_stamp", ["run_no", "integer"]]
) }} as loaded
    on
        files.source = loaded.source
        and files.entity = loaded.entity
        and files.source_file = loaded.source_file
        and files.file_stamp = loaded.file_stamp
        and run_start.run_no > loaded.run_no
where loaded.source_file is null or run_start.cause is not null
