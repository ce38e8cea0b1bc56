{# What the run before left is good for nothing if other definitions, other code or a file that is
    gone or has changed made it. #}
-- depends_on: {{ ref('int_scope__files') }}
with fingerprints as (
    {%- for seed in configuration_seeds() %}
        {{ relation_hash(ref(seed)) }}
        union all
    {%- endfor %}
    select '{{ code_hash() }}' as relation_hash
),

fingerprint as (
    select md5({{ sorted_text("relation_hash") }}) as fingerprint from fingerprints
),

{%- set runs, files = previous("fct_load_runs"), previous("fct_loaded_files") %}
{%- if runs is none or files is none %}
last_run as (
    select
        0 as run_no,
        cast(null as {{ dbt.type_string() }}) as fingerprint,
        cast(null as {{ dbt.type_timestamp() }}) as as_of,
        cast(null as {{ dbt.type_string() }}) as lost_file
),
{%- else %}
last_run as (
    select
        runs.run_no,
        runs.fingerprint,
        runs.as_of,
        (
            select min(loaded.source_file)
            from {{ files }} as loaded
            left join {{ ref('int_scope__files') }} as files
                on
                    loaded.source = files.source
                    and loaded.entity = files.entity
                    and loaded.source_file = files.source_file
                    and loaded.file_stamp = files.file_stamp
            where files.source_file is null
        ) as lost_file
    from {{ runs }} as runs
    where runs.run_no = (select max(all_runs.run_no) from {{ runs }} as all_runs)
),
{%- endif %}

causes as (
    select
        last_run.run_no,
        last_run.as_of as previous_as_of,
        last_run.lost_file,
        fingerprint.fingerprint,
        case
            when last_run.run_no = 0 then 'first_run'
            when {{ "true" if flags.FULL_REFRESH else "false" }} then 'full_refresh'
            when last_run.fingerprint != fingerprint.fingerprint then 'changed_definitions'
            when last_run.lost_file is not null then 'changed_file'
        end as cause
    from last_run
    cross join fingerprint
)

select
    run_no + 1 as run_no,
    previous_as_of,
    fingerprint,
    lost_file,
    cause
from causes
