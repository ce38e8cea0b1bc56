{#- Files that no finished run has taken in. -#}
{%- set loaded = previous("fct_loaded_files") %}
select files.*
from {{ ref('int_scope__files') }} as files
cross join {{ ref('int_scope__start') }} as start
{%- if loaded is not none %}
left join {{ loaded }} as loaded
    on
        files.source = loaded.source
        and files.entity = loaded.entity
        and files.source_file = loaded.source_file
        and files.file_stamp = loaded.file_stamp
where loaded.source_file is null or start.cause is not null
{%- endif %}
