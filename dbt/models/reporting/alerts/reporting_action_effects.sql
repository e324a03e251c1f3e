with

action_effects as (

    select * from {{ ref('action_effects') }}

)

select
    source,
    suggestion,
    health_group,
    helped_n,
    others_n,
    helped_rate,
    helped_rate_low,
    helped_rate_high,
    others_rate,
    others_rate_low,
    others_rate_high,
    difference,
    difference_low,
    difference_high,
    is_enough,
    decided_count,
    acceptance_rate,
    acceptance_rate_low,
    acceptance_rate_high
from action_effects
