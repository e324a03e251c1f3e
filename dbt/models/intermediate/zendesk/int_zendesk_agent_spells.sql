with

user_roles as (

    select * from {{ ref('int_zendesk_user_roles') }}

),

unknown_agents as (

    select * from {{ ref('int_zendesk_unknown_agents') }}

),

-- All that tells replies from messages: everybody else is a customer. New customers therefore change nothing here.
agent_spells as (

    select
        source,
        user_id,
        from_second,
        to_second
    from user_roles
    where is_agent

    union all

    select
        source,
        user_id,
        cast(-62135596800 as bigint) as from_second,
        cast(253402300800 as bigint) as to_second
    from unknown_agents

)

select * from agent_spells
