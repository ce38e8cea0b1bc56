{{ config(materialized="table") }}

{#- The conversion and exit signals; one whose events could be the entry's comes strictly later. -#}
select
    signals.definition_id,
    signals.role,
    signals.signal_no,
    shared.signal_no is not null as overlaps_entry
from {{ ref('int_config__signals') }} as signals
left join {{ ref('int_config__signals') }} as entries
    on signals.definition_id = entries.definition_id and entries.role = 'entry'
left join {{ ref('int_config__signal_overlaps') }} as shared
    on signals.signal_no = shared.signal_no and entries.signal_no = shared.other_signal_no
where signals.role in ('conversion', 'exit')
