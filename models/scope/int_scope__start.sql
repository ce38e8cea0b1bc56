{# What the run before left is good for nothing if other definitions, other code or a file that is
    gone or has changed made it. What a run that came to no end left on top of it is a mixture: it
    too is good for nothing if that run restated everything, or read a file that is not as it was. #}
-- depends_on: {{ ref('int_config__violations') }}
-- depends_on: {{ ref('int_scope__made') }}
with fingerprints as (
    {%- for seed in configuration_seeds() %}
        {{ relation_hash(ref(seed)) }}
        union all
    {%- endfor %}
    select '{{ code_hash() }}' as relation_hash
    union all
    select {{ macros_hash() }} as relation_hash
),

fingerprint as (
    select md5({{ sorted_text("relation_hash") }}) as fingerprint from fingerprints
),

runs as (
    select * from {{ rows_of_previous("fct_load_runs", [
        ["run_no", "integer"], "fingerprint", ["as_of", dbt.type_timestamp()]
    ]) }}
),

last_run as (
    select
        coalesce(max(runs.run_no), 0) as run_no,
        max(runs.as_of) as previous_as_of,
        max(runs.fingerprint) as fingerprint
    from runs
    where runs.run_no = (select max(all_runs.run_no) from runs as all_runs)
),

attempts as (
    select
        run_no,
        cause
    from {{ rows_of_previous("int_scope__start", [["run_no", "integer"], "cause"]) }}
    union all
    select
        run_no,
        cause
    from {{ rows_of_previous("int_scope__state", [["run_no", "integer"], "cause"]) }}
),

unfinished as (
    select
        count(*) as attempts,
        max(attempts.cause) as cause
    from attempts
    inner join last_run on attempts.run_no = last_run.run_no + 1
),

read_files as (
    {%- set file = ["source", "entity", "source_file", "file_stamp"] %}
    select {{ file | join(", ") }}
    from {{ rows_of_previous("fct_loaded_files", file) }}
    union
    select {{ file | join(", ") }}
    from {{ rows_of_previous("int_scope__pending_files", file) }}
    where (select unfinished.attempts from unfinished) > 0
),

untold as (
    select distinct run_no
    from {{ rows_of_previous("int_erasure__untold_records", [["run_no", "integer"]]) }}
),

tombstones as (
    select count(*) as tombstone_count
    from {{ rows_of_previous("int_erasure__tombstones", ["tombstone_key"]) }} as former
),

changed_requests as (
    select count(*) as file_count
    from (
        select * from {{ rows_of_previous("fct_loaded_files", file) }}
    ) as loaded
    full outer join {{ ref('int_scope__files') }} as files
        on
            loaded.source = files.source
            and loaded.entity = files.entity
            and loaded.source_file = files.source_file
            and loaded.file_stamp = files.file_stamp
    where
        coalesce(loaded.entity, files.entity) = 'erasure_requests'
        and (loaded.source_file is null or files.source_file is null)
),

lost_files as (
    select
        min(loaded.source_file) as lost_file,
        count(*) as lost_files
    from read_files as loaded
    left join {{ ref('int_scope__files') }} as files
        on
            loaded.source = files.source
            and loaded.entity = files.entity
            and loaded.source_file = files.source_file
            and loaded.file_stamp = files.file_stamp
    where files.source_file is null
)

select
    last_run.run_no + 1 as run_no,
    last_run.previous_as_of,
    fingerprint.fingerprint,
    lost_files.lost_file,
    lost_files.lost_files,
    unfinished.attempts > 0 as is_repeated,
    case
        when last_run.run_no = 0 then 'first_run'
        when {{ "true" if flags.FULL_REFRESH else "false" }} then 'full_refresh'
        when last_run.fingerprint != fingerprint.fingerprint then 'changed_definitions'
        when
            untold.run_no is not null
            or changed_requests.file_count > 0
            or (lost_files.lost_file is not null and tombstones.tombstone_count > 0)
            then 'erasure'
        when lost_files.lost_file is not null then 'changed_file'
        else unfinished.cause
    end as cause
from last_run
cross join fingerprint
cross join lost_files
cross join unfinished
cross join changed_requests
cross join tombstones
left join untold on last_run.run_no + 1 = untold.run_no
