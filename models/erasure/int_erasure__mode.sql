{#- `resolve` where this run reads all files, so that it can tell who has to be erased; `recognize`
    where all it knows of the erased is keyed hashes; `none` where nobody is to be erased. -#}
with requests as (
    select count(*) as request_count from {{ ref('erasure_requests') }}
),

tombstones as (
    select count(*) as tombstone_count
    from {{ rows_of_previous("int_erasure__tombstones", ["tombstone_key"]) }} as former
)

select
    run_start.run_no,
    case
        when run_start.cause is not null and requests.request_count > 0 then 'resolve'
        when run_start.cause is null and tombstones.tombstone_count > 0 then 'recognize'
        else 'none'
    end as erasure_mode
from {{ ref('int_scope__start') }} as run_start
cross join requests
cross join tombstones
