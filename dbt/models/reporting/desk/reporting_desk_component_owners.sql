with

desk_component_owners as (

    select * from {{ ref('desk_component_owners') }}

)

select
    source,
    component,
    team,
    owner_name,
    escalation_channel,
    is_present,
    valid_from,
    valid_to
from desk_component_owners
