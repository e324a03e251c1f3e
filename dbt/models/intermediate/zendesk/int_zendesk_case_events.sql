with

state_changes as (

    select * from {{ ref('int_zendesk_state_changes') }}

),

field_changes as (

    select * from {{ ref('int_zendesk_field_changes') }}

),

cases as (

    select * from {{ ref('int_cases_to_compute') }}

),

merged_cases as (

    select * from {{ ref('int_zendesk_merged_cases') }}

),

comments as (

    select * from {{ ref('int_zendesk_comments') }}

),

user_roles as (

    select * from {{ ref('int_zendesk_user_roles') }}

),

changes as (

    select * from state_changes
    union all
    select * from field_changes
    union all
    select
        case_key,
        'merged' as kind,
        survivor_id as value,
        cast(null as {{ dbt.type_string() }}) as actor_id,
        cast(null as bigint) as source_order,
        merged_second as occurred_second
    from merged_cases

),

-- Triggers and automations change tickets without a user.
changes_with_actor as (

    select
        changes.case_key,
        changes.kind,
        changes.value,
        changes.actor_id,
        case
            when changes.actor_id is null or changes.actor_id = '-1' then 'system'
            when user_roles.is_agent then 'agent'
            when not user_roles.is_agent then 'customer'
        end as actor_kind,
        changes.source_order,
        0 as occurred_microsecond,
        changes.occurred_second
    from changes
    inner join cases on changes.case_key = cases.case_key
    left join user_roles
        on
            cases.source = user_roles.source
            and changes.actor_id = user_roles.user_id
            and changes.occurred_second >= user_roles.from_second
            and changes.occurred_second < user_roles.to_second

),

-- The comment that opens a ticket is the opening itself: neither a reply, nor a message that needs a second answer.
messages as (

    select
        case_key,
        case
            when not is_public then 'internal_note'
            when author_kind = 'agent' then 'public_reply'
            when author_kind = 'customer' then 'customer_message'
            else 'automation_step'
        end as kind,
        cast(null as {{ dbt.type_string() }}) as value,
        author_id as actor_id,
        author_kind as actor_kind,
        cast(null as bigint) as source_order,
        0 as occurred_microsecond,
        created_second as occurred_second
    from comments
    where not is_opening

),

unioned as (

    select * from changes_with_actor
    union all
    select * from messages

)

select * from unioned
