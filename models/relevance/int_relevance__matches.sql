{#- What asks for nothing but names has all events of them. -#}
select
    fits.use_no,
    fits.event_name,
    fits.is_read,
    fits.is_named,
    true as is_whole,
    seen.event_count,
    seen.first_seen_at as first_matched_at,
    seen.last_seen_at as last_matched_at
from {{ ref('int_relevance__fits') }} as fits
inner join {{ ref('int_relevance__names') }} as seen on fits.event_name = seen.event_name
where fits.condition_count = 0

union all

select
    fits.use_no,
    fits.event_name,
    fits.is_read,
    fits.is_named,
    false as is_whole,
    cast(sum(hits.event_count) as bigint) as event_count,
    min(hits.first_matched_at) as first_matched_at,
    max(hits.last_matched_at) as last_matched_at
from {{ ref('int_relevance__user_hits') }} as hits
inner join {{ ref('int_relevance__fits') }} as fits
    on hits.use_no = fits.use_no and hits.event_name = fits.event_name
group by fits.use_no, fits.event_name, fits.is_read, fits.is_named
