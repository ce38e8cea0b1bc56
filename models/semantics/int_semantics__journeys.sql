select
    journey_id,
    max_by(journey_name, version) as journey_name
from {{ ref('dim_journeys') }}
group by journey_id
