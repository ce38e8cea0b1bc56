{#- Equal rows of one file are told apart by their number. -#}
select
    md5(
        source || '|' || entity || '|' || source_file || '|' || coalesce(raw_text, '') || '|'
        || cast(row_number() over (
            partition by source, entity, source_file, raw_text order by rejection_reason
        ) as {{ dbt.type_string() }})
    ) as rejected_row_key,
    source,
    entity,
    source_file,
    raw_text,
    rejection_reason
from {{ ref('stg_rejected_rows') }}
