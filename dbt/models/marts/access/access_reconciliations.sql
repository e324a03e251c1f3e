with

accounts as (

    select * from {{ ref('int_accounts') }}

),

api_keys as (

    select * from {{ ref('int_api_keys') }}

),

events as (

    select * from {{ ref('int_system_events') }}

),

-- Without events of failed sign-ins there is nothing to count.
with_events as (

    select
        source,
        count(case when event_name = 'LOGIN_FAIL' then 1 end) as failure_count
    from events
    group by source

),

unioned as (

    select
        accounts.source,
        accounts.tenant_id,
        'user_security.failed_attempts' as measure,
        accounts.user_id as entity_id,
        cast(accounts.reported_at as date) as period_date,
        cast(accounts.reported_failed_attempts as double) as reported_value,
        cast(case when with_events.failure_count > 0 then accounts.failed_attempts_at_report end as double)
            as computed_value,
        cast(0 as double) as tolerance
    from accounts
    left join with_events on accounts.source = with_events.source
    where accounts.reported_failed_attempts is not null

    union all

    -- Active as 1, anything else as 0: the platform's word against the key's own dates.
    select
        source,
        tenant_id,
        'api_keys.status is Active' as measure,
        api_key_id as entity_id,
        cast(updated_at as date) as period_date,
        cast(case when status = 'Active' then 1 else 0 end as double) as reported_value,
        cast(case when status_by_dates = 'Active' then 1 else 0 end as double) as computed_value,
        cast(0 as double) as tolerance
    from api_keys

)

select * from unioned
