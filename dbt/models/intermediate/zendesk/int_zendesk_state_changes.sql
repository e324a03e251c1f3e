with

statuses as (

    select * from {{ ref('int_zendesk_statuses') }}

),

merged_cases as (

    select * from {{ ref('int_zendesk_merged_cases') }}

),

-- Sorted are numbers alone, by one: the moment, and of two in the very same moment the one that comes later in a
-- ticket's life is the later one.
numbered as (

    select
        statuses.case_key,
        statuses.actor_id,
        {{ epoch_seconds('statuses.updated_at') }} as updated_second,
        {{ state_number('statuses.state') }} as state_number,
        ({{ epoch_seconds('statuses.updated_at') }} * 1000000 + statuses.updated_microsecond) * 8
        + {{ state_number('statuses.state') }} as place
    from statuses

),

compared as (

    select
        case_key,
        actor_id,
        updated_second,
        state_number,
        coalesce(lag(state_number) over in_order = {{ deleted_state_number() }}, false) as was_deleted,
        {{ last_known_before("nullif(state_number, " ~ deleted_state_number() ~ ")") }} over in_order
            as state_number_before,
        lag(updated_second) over in_order as second_before,
        lead(updated_second) over in_order as second_after,
        row_number() over in_order as row_in_order
    from numbered
    window in_order as (partition by case_key order by place)

),

-- Only these need an order of their own within their second: changes of one second, and what follows a recovery.
-- The closing that a merge brings is the merge, which is told by int_zendesk_merges: it answers nobody.
ordered as (

    select
        compared.case_key,
        compared.actor_id,
        compared.updated_second,
        compared.was_deleted,
        {{ state_of_number('compared.state_number') }} as state,
        {{ state_of_number('compared.state_number_before') }} as state_before,
        compared.was_deleted and compared.state_number <> {{ deleted_state_number() }} as is_recovery,
        case
            when
                compared.updated_second in (compared.second_before, compared.second_after)
                or compared.was_deleted
                then compared.row_in_order
        end as source_order
    from compared
    left join merged_cases
        on
            compared.case_key = merged_cases.case_key
            and compared.updated_second = merged_cases.merged_second
    where not (merged_cases.case_key is not null and {{ state_of_number('compared.state_number') }} = 'Closed')

),

moves as (

    select
        case_key,
        case
            when state = 'deleted' then 'deleted'
            when state = coalesce(state_before, 'New') then 'state_repeated'
            else 'state_changed'
        end as kind,
        nullif(state, 'deleted') as value,
        actor_id,
        source_order,
        updated_second as occurred_second
    from ordered
    where
        -- "new" at the beginning is the opening, a second "deleted" says nothing new, and a recovery is told below.
        not (state_before is null and state = 'New')
        and not (state = 'deleted' and was_deleted)
        and not (is_recovery and state = coalesce(state_before, 'New'))

),

recoveries as (

    select
        case_key,
        'recovered' as kind,
        cast(null as {{ dbt.type_string() }}) as value,
        actor_id,
        cast(null as bigint) as source_order,
        updated_second as occurred_second
    from ordered
    where is_recovery

),

unioned as (

    select * from moves
    union all
    select * from recoveries

)

select * from unioned
