with

history as (

    select * from {{ ref('int_zendesk_history_to_compute') }}

),

tickets as (

    select * from {{ ref('int_zendesk_tickets_to_compute') }}

),

custom_statuses as (

    select * from {{ ref('stg_zendesk__custom_statuses') }}

),

standard_statuses as (

    select * from {{ ref('zendesk_statuses') }}

),

categories as (

    select
        case_key,
        source,
        ticket_id,
        user_id,
        lower(trim(value)) as status,
        updated_microsecond,
        updated_at
    from history
    where field_name = 'status' and value is not null

),

-- A custom status says more than its category, which Zendesk writes down in the same moment.
custom_changes as (

    select
        history.case_key,
        history.source,
        history.ticket_id,
        history.user_id,
        lower(trim(history.value)) as status,
        history.updated_microsecond,
        history.updated_at
    from history
    inner join custom_statuses
        on history.source = custom_statuses.source and lower(trim(history.value)) = custom_statuses.status
    where history.field_name = 'custom_status_id'

),

-- A ticket whose history is not there stands since its last change as it stands today; that is flagged.
undated as (

    select
        tickets.case_key,
        tickets.source,
        tickets.ticket_id,
        cast(null as {{ dbt.type_string() }}) as user_id,
        tickets.status,
        0 as updated_microsecond,
        coalesce(tickets.updated_at, tickets.created_at) as updated_at
    from tickets
    left join categories on tickets.case_key = categories.case_key
    where categories.case_key is null and tickets.status is not null and tickets.status <> 'new'

),

told as (

    select
        categories.*,
        false as is_undated
    from categories
    left join custom_changes
        on categories.case_key = custom_changes.case_key and categories.updated_at = custom_changes.updated_at
    where custom_changes.case_key is null

    union all
    select
        *,
        false as is_undated
    from custom_changes
    union all
    select
        *,
        true as is_undated
    from undated

),

-- What nobody has mapped counts as work going on: no clock pauses for it, so that nothing is hidden by it.
mapped as (

    select
        told.case_key,
        told.source,
        told.ticket_id as case_id,
        told.user_id as actor_id,
        told.status,
        told.is_undated,
        coalesce(custom_statuses.state, standard_statuses.state, 'In-progress') as state,
        coalesce(custom_statuses.state, standard_statuses.state) is null as is_unmapped,
        told.updated_microsecond,
        told.updated_at
    from told
    left join custom_statuses on told.source = custom_statuses.source and told.status = custom_statuses.status
    left join standard_statuses on told.status = standard_statuses.status

)

select * from mapped
