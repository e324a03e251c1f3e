with

history as (

    select * from {{ ref('int_zendesk_history_to_compute') }}

),

tickets as (

    select * from {{ ref('int_zendesk_tickets_to_compute') }}

),

dated as (

    select
        case_key,
        source,
        ticket_id,
        user_id,
        lower(trim(value)) as priority,
        updated_at
    from history
    where field_name = 'priority'

),

-- A ticket whose history tells of no priority has had today's from the beginning.
undated as (

    select
        tickets.case_key,
        tickets.source,
        tickets.ticket_id,
        tickets.submitter_id as user_id,
        tickets.priority,
        tickets.created_at as updated_at
    from tickets
    left join dated on tickets.case_key = dated.case_key
    where dated.case_key is null

),

told as (

    select * from dated
    union all
    select * from undated

),

-- Taking a priority away says nothing about how urgent the ticket is; the one before goes on holding.
mapped as (

    select
        case_key,
        source,
        ticket_id as case_id,
        user_id as actor_id,
        priority as zendesk_priority,
        case priority
            when 'urgent' then 'P0'
            when 'high' then 'P1'
            when 'normal' then 'P2'
            when 'low' then 'P3'
        end as priority,
        updated_at
    from told
    where priority is not null and priority <> ''

)

select * from mapped
