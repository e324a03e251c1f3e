with

ownerships as (

    select * from {{ ref('int_component_ownerships') }}

),

platforms as (

    select * from {{ ref('int_source_platforms') }}

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
inner join platforms on ownerships.source = platforms.source
left join users on platforms.platform_source = users.source and ownerships.owner_id = users.user_id
