{#- Files that no finished run has taken in. -#}
select files.*
from {{ ref('int_scope__files') }} as files
cross join {{ ref('int_scope__start') }} as run_start
left join {{ rows_of_previous(
    "fct_loaded_files", ["source", "entity", "source_file", "file_stamp"]
) }} as loaded
    on
        files.source = loaded.source
        and files.entity = loaded.entity
        and files.source_file = loaded.source_file
        and files.file_stamp = loaded.file_stamp
where loaded.source_file is null or run_start.cause is not null
