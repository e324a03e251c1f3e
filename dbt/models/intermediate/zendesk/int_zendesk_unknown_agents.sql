with

users as (

    select * from {{ ref('stg_zendesk__users') }}

),

comments as (

    select * from {{ ref('stg_zendesk__ticket_comments') }}

),

tickets as (

    select * from {{ ref('stg_zendesk__tickets') }}

),

history as (

    select * from {{ ref('stg_zendesk__ticket_field_history') }}

),

-- Of a user who is gone from the user table only deeds tell: tickets are assigned to agents, and only they write notes.
deeds as (

    select
        source,
        user_id
    from comments
    where not is_public

    union all

    select
        source,
        assignee_id as user_id
    from tickets

    union all

    select
        source,
        value as user_id
    from history
    where field_name = 'assignee_id'

),

unknown_agents as (

    select distinct
        deeds.source,
        deeds.user_id
    from deeds
    left join users on deeds.source = users.source and deeds.user_id = users.user_id
    where deeds.user_id is not null and users.user_id is null

)

select * from unknown_agents
