with

ownerships as (

    select * from {{ ref('int_component_ownerships') }}

),

users as (

    select * from {{ ref('stg_platform__users') }}

)

select
    ownerships.source,
    ownerships.component,
    ownerships.team,
    coalesce(users.user_name, ownerships.owner_id) as owner_name,
    ownerships.escalation_channel,
    ownerships.valid_to is null as is_present,
    ownerships.valid_from,
    ownerships.valid_to
from ownerships
left join users on ownerships.source = users.source and ownerships.owner_id = users.user_id
