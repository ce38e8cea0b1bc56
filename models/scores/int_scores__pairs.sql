{#- Where the period before has no score, nothing is compared. -#}
with journey_scores as (
    select * from {{ ref('int_scores__journey_scores') }}
    where is_published
)

select
    scores.score_id,
    scores.previous_score_id,
    earlier.score as previous_score,
    later.score - earlier.score as score_change,
    sqrt(
        power(later.standard_error, 2) + power(earlier.standard_error, 2)
    ) as change_error
from {{ ref('int_scores__scores') }} as scores
inner join journey_scores as later
    on scores.score_id = later.score_id
inner join journey_scores as earlier
    on scores.previous_score_id = earlier.score_id
