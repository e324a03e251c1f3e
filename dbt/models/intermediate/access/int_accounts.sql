{%- set active_days = 30 -%}

with

users as (

    select * from {{ ref('stg_platform__users') }}

),

security as (

    select * from {{ ref('stg_platform__user_security') }}

),

sign_ins as (

    select * from {{ ref('int_account_sign_ins') }}

),

failures as (

    select * from {{ ref('int_system_events') }}
    where event_name = 'LOGIN_FAIL' and user_id is not null

),

sources as (

    select * from {{ ref('int_sources') }}

),

joined as (

    select
        users.source,
        users.user_id,
        users.tenant_id,
        users.role,
        users.role in ('Admin', 'Owner') as is_admin,
        coalesce(users.is_active, true) as is_open,
        security.has_second_factor,
        security.reported_failed_attempts,
        security.updated_at as reported_at,
        coalesce(security.lockout_until > sources.as_of, false) as is_locked,
        security.lockout_until,
        -- The record of sign-ins may begin later than the last one that the platform knows of.
        greatest(
            coalesce(sign_ins.last_sign_in_at, security.last_login_at),
            coalesce(security.last_login_at, sign_ins.last_sign_in_at)
        ) as last_sign_in_at,
        coalesce(sign_ins.last_sign_in_at_report, security.last_login_at) as last_sign_in_at_report,
        coalesce(sign_ins.recent_sign_in_count, 0) as recent_sign_in_count,
        coalesce(sign_ins.recent_sso_count, 0) as recent_sso_count,
        sources.as_of
    from users
    inner join sources on users.source = sources.source
    left join security on users.source = security.source and users.user_id = security.user_id
    left join sign_ins on users.source = sign_ins.source and users.user_id = sign_ins.user_id

),

failed as (

    select
        joined.source,
        joined.user_id,
        count(case when failures.occurred_at > joined.last_sign_in_at or joined.last_sign_in_at is null then 1 end)
            as failed_attempts,
        count(
            case
                when
                    failures.occurred_at <= joined.reported_at
                    and (failures.occurred_at > joined.last_sign_in_at_report or joined.last_sign_in_at_report is null)
                    then 1
            end
        ) as failed_attempts_at_report
    from joined
    inner join failures on joined.source = failures.source and joined.user_id = failures.user_id
    group by joined.source, joined.user_id

)

select
    joined.*,
    coalesce(failed.failed_attempts, 0) as failed_attempts,
    coalesce(failed.failed_attempts_at_report, 0) as failed_attempts_at_report,
    coalesce(
        {{ epoch_seconds('joined.as_of') }} - {{ epoch_seconds('joined.last_sign_in_at') }} < {{ active_days }} * 86400,
        false
    ) as is_active
from joined
left join failed on joined.source = failed.source and joined.user_id = failed.user_id
