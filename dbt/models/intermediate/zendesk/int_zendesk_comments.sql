with

comments as (

    select * from {{ ref('int_zendesk_comments_to_compute') }}

),

tickets as (

    select * from {{ ref('int_zendesk_tickets_to_compute') }}

),

user_roles as (

    select * from {{ ref('int_zendesk_user_roles') }}

),

unknown_agents as (

    select * from {{ ref('int_zendesk_unknown_agents') }}

),

numbered as (

    select
        *,
        {{ epoch_seconds('created_at') }} as created_second,
        row_number() over (partition by case_key order by created_at, comment_number) as place_in_ticket
    from comments

),

-- Who asks is the customer of the ticket, an agent too. The role is that of the moment; Zendesk itself has no number.
with_author as (

    select
        numbered.case_key,
        numbered.comment_number,
        numbered.user_id as author_id,
        numbered.is_public,
        numbered.place_in_ticket,
        numbered.created_second,
        case
            when numbered.user_id is null or numbered.user_id = '-1' then 'system'
            when numbered.user_id = tickets.requester_id then 'customer'
            when user_roles.is_agent then 'agent'
            when not user_roles.is_agent then 'customer'
            when unknown_agents.user_id is not null then 'agent'
            else 'customer'
        end as author_kind,
        -- The ticket's first comment is what it was opened with. Zendesk stamps the two moments one after the other.
        numbered.place_in_ticket = 1
        and numbered.user_id in (tickets.requester_id, tickets.submitter_id)
        and numbered.created_second - {{ epoch_seconds('tickets.created_at') }} <= 5 as is_opening
    from numbered
    inner join tickets on numbered.case_key = tickets.case_key
    left join user_roles
        on
            numbered.source = user_roles.source
            and numbered.user_id = user_roles.user_id
            and numbered.created_second >= user_roles.from_second
            and numbered.created_second < user_roles.to_second
    left join unknown_agents
        on numbered.source = unknown_agents.source and numbered.user_id = unknown_agents.user_id

)

select
    case_key,
    comment_number,
    author_id,
    author_kind,
    is_public,
    coalesce(is_opening, false) as is_opening,
    created_second
from with_author
