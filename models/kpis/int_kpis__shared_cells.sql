{{ config(materialized="view") }}

{#- Cells of measures of users whose units are no users, so that what one user does may count with
    what another did. -#}
select
    1 as sign,
    cells.measure_no,
    cells.user_no as counted_user,
    cells.observed_on,
    cells.channel,
    cells.platform,
    {{ cell_bits("cells.is_hit", "cells.is_mature") }} as bits
from {{ ref('int_kpis__cells') }} as cells
inner join {{ ref('int_config__measures') }} as measures
    on cells.measure_no = measures.measure_no
where measures.kind = 'users'
