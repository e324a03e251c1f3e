with

tickets as (

    select * from {{ ref('stg_zendesk__tickets') }}

),

groups as (

    select * from {{ ref('stg_zendesk__groups') }}

),

brands as (

    select * from {{ ref('stg_zendesk__brands') }}

),

merged_tickets as (

    select * from {{ ref('int_zendesk_merges') }}

),

comments as (

    select * from {{ ref('stg_zendesk__ticket_comments') }}

),

-- The first comment is what the ticket was opened with where it came at once and from those who opened it, as
-- int_zendesk_comments has it; of a ticket whose opening comment is missing nobody knows that it was private.
opening_comments as (

    select
        comments.source,
        comments.ticket_id,
        min_by(comments.is_public, {{ ordered_pair('comments.created_at', 'comments.comment_number') }}) as is_public
    from comments
    inner join tickets on comments.source = tickets.source and comments.ticket_id = tickets.ticket_id
    where
        comments.user_id in (tickets.requester_id, tickets.submitter_id)
        and {{ epoch_seconds('comments.created_at') }} - {{ epoch_seconds('tickets.created_at') }} <= 5
    group by comments.source, comments.ticket_id

),

tags as (

    select
        source,
        ticket_id,
        array_agg(tag order by tag) as tags
    from {{ ref('stg_zendesk__ticket_tags') }}
    group by source, ticket_id

),

-- A requester without an organization is nobody's tenant; "no_organization" keeps such tickets together and visible.
cases as (

    select
        tickets.source,
        tickets.ticket_id as case_id,
        coalesce(tickets.organization_id, 'no_organization') as tenant_id,
        tickets.requester_id,
        tickets.requester_id as customer_id,
        tickets.assignee_id as owner_id,
        groups.group_name,
        merged_tickets.survivor_id as merged_into_case_id,
        tickets.subject,
        case
            when tickets.via_channel in ('chat', 'chat_transcript', 'messaging', 'native_messaging') then 'chat'
            when tickets.via_channel in ('voice', 'phone') then 'phone'
            when tickets.via_channel = 'mobile_sdk' then 'in_app'
            else tickets.via_channel
        end as channel,
        cast(null as {{ dbt.type_string() }}) as severity,
        cast(null as {{ dbt.type_string() }}) as sla_tier,
        cast(null as {{ dbt.type_string() }}) as segment,
        brands.brand_name as component,
        cast(null as {{ dbt.type_string() }}) as root_cause,
        cast(null as {{ dbt.type_string() }}) as region,
        tags.tags,
        coalesce(not opening_comments.is_public, false) as is_created_privately,
        cast(null as bigint) as reported_reopen_count,
        cast(null as bigint) as reported_reassignment_count,
        tickets.created_at as opened_at,
        cast(null as timestamp with time zone) as reported_resolved_at,
        cast(null as timestamp with time zone) as reported_closed_at
    from tickets
    left join groups on tickets.source = groups.source and tickets.group_id = groups.group_id
    left join brands on tickets.source = brands.source and tickets.brand_id = brands.brand_id
    left join merged_tickets on tickets.source = merged_tickets.source and tickets.ticket_id = merged_tickets.merged_id
    left join tags on tickets.source = tags.source and tickets.ticket_id = tags.ticket_id
    left join opening_comments
        on tickets.source = opening_comments.source and tickets.ticket_id = opening_comments.ticket_id

)

select * from cases
