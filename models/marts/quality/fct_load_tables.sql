{{ config(materialized="kept", forgets="rows_of_this_run") }}

{#- Written after the tables that it tells of. -#}
-- depends_on: {{ ref('fct_loaded_files') }}
select
    md5(cast(run_no as {{ dbt.type_string() }}) || '|' || table_name) as load_table_key,
    run_no,
    table_name,
    cast(sum(forgotten_rows) as bigint) as forgotten_rows,
    cast(sum(written_rows) as bigint) as written_rows
from {{ ref('int_scope__written_rows') }}
where substr(table_name, 1, 11) != 'int_scope__'
group by run_no, table_name
