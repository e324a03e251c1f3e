with

statuses as (

    select statuses.*
    from {{ ref('int_zendesk_statuses') }} as statuses
    inner join {{ ref('int_cases_to_compute') }} as cases on statuses.case_key = cases.case_key

),

merged_tickets as (

    select * from {{ ref('int_zendesk_merges') }}

),

compared as (

    select
        case_key,
        source,
        case_id,
        actor_id,
        state,
        updated_at,
        lag(state) over in_order = 'deleted' as was_deleted,
        {{ last_known_before("nullif(state, 'deleted')") }} over in_order as state_before,
        lag(updated_at) over in_order as updated_before,
        lead(updated_at) over in_order as updated_after,
        row_number() over in_order as place
    from statuses
    window in_order as (
        partition by case_key
        order by
            updated_at,
            updated_microsecond,
            -- Of two in the very same moment the one that comes later in a ticket's life is the later one.
            case state
                when 'New' then 1
                when 'In-progress' then 2
                when 'Waiting-on-customer' then 3
                when 'On-hold' then 4
                when 'Resolved' then 5
                when 'Closed' then 6
                else 7
            end
    )

),

-- Only these need an order of their own within their second: changes of one second, and what follows a recovery.
-- The closing that a merge brings is the merge, which is told by int_zendesk_merges: it answers nobody.
ordered as (

    select
        compared.*,
        coalesce(compared.was_deleted, false) and compared.state <> 'deleted' as is_recovery,
        case
            when
                compared.updated_at in (compared.updated_before, compared.updated_after)
                or compared.was_deleted
                then compared.place
        end as source_order
    from compared
    left join merged_tickets
        on
            compared.source = merged_tickets.source
            and compared.case_id = merged_tickets.merged_id
            and compared.updated_at = merged_tickets.merged_at
    where not (merged_tickets.merged_id is not null and compared.state = 'Closed')

),

moves as (

    select
        case_key,
        source,
        case
            when state = 'deleted' then 'deleted'
            when state = coalesce(state_before, 'New') then 'state_repeated'
            else 'state_changed'
        end as kind,
        nullif(state, 'deleted') as value,
        actor_id,
        source_order,
        updated_at as occurred_at
    from ordered
    where
        -- "new" at the beginning is the opening, a second "deleted" says nothing new, and a recovery is told below.
        not (state_before is null and state = 'New')
        and not (state = 'deleted' and coalesce(was_deleted, false))
        and not (is_recovery and state = coalesce(state_before, 'New'))

),

recoveries as (

    select
        case_key,
        source,
        'recovered' as kind,
        cast(null as {{ dbt.type_string() }}) as value,
        actor_id,
        cast(null as bigint) as source_order,
        updated_at as occurred_at
    from ordered
    where is_recovery

),

unioned as (

    select * from moves
    union all
    select * from recoveries

)

select * from unioned
