{#- Events of which pending files have an accepted record, a duplicate too; none where everything is
    restated anyway. -#}
-- depends_on: {{ ref('int_erasure__forgotten_records') }}
select distinct records.event_id
from {{ ref('int_contract__reasoned_events') }} as records
inner join {{ ref('int_scope__pending_files') }} as files
    on
        records.source = files.source
        and records.source_file = files.source_file
        and files.entity = 'events'
where records.rejection_reason is null and not {{ starts_over() }}
