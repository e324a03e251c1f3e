with

tickets as (

    select * from {{ ref('stg_zendesk__tickets') }}

),

history as (

    select * from {{ ref('stg_zendesk__ticket_field_history') }}

),

listed as (

    select
        tickets.source,
        tickets.ticket_id as survivor_id,
        tickets.updated_at as survivor_updated_at,
        split.merged_id
    from tickets
    cross join
        lateral (
            select {{ unnested(split_text('translate(tickets.merged_ticket_ids, \'[] "\', \'\')', ',')) }} as merged_id
        ) as split
    where tickets.merged_ticket_ids is not null and split.merged_id <> ''

),

merged_tickets as (

    select
        source,
        merged_id,
        min(survivor_id) as survivor_id,
        min(survivor_updated_at) as survivor_updated_at
    from listed
    group by source, merged_id

),

closings as (

    select
        history.source,
        history.ticket_id,
        min(history.updated_at) as closed_at
    from history
    inner join merged_tickets on history.source = merged_tickets.source and history.ticket_id = merged_tickets.merged_id
    where history.field_name = 'status' and lower(history.value) = 'closed'
    group by history.source, history.ticket_id

)

-- A merge closes the merged ticket; without its closing the newest change of the two tickets is the nearest we know.
select
    merged_tickets.source,
    merged_tickets.merged_id,
    merged_tickets.survivor_id,
    coalesce(
        closings.closed_at, tickets.updated_at, merged_tickets.survivor_updated_at, tickets.created_at
    ) as merged_at
from merged_tickets
inner join tickets on merged_tickets.source = tickets.source and merged_tickets.merged_id = tickets.ticket_id
left join closings on merged_tickets.source = closings.source and merged_tickets.merged_id = closings.ticket_id
