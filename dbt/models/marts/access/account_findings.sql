with

accounts as (

    select * from {{ ref('int_accounts') }}
    where is_open

),

settings as (

    select * from {{ ref('int_tenant_settings') }}
    where setting = 'enable_mfa_force' and lower(setting_value) = 'true'

),

api_keys as (

    select * from {{ ref('int_api_keys') }}

),

guarded as (

    select
        accounts.*,
        settings.setting is not null as is_forced
    from accounts
    left join settings on accounts.source = settings.source and accounts.tenant_id = settings.tenant_id
    where not coalesce(accounts.has_second_factor, true)

),

unioned as (

    select
        source,
        tenant_id,
        case
            when is_admin and is_forced then 'Admin without the forced second factor'
            when is_admin then 'Admin without a second factor'
            else 'Account without the forced second factor'
        end as finding,
        case when is_admin then 'high' else 'medium' end as urgency,
        user_id as subject_id,
        role as detail,
        cast(null as date) as since_date
    from guarded
    where is_admin or is_forced

    union all

    select
        source,
        tenant_id,
        'Account locked' as finding,
        'low' as urgency,
        user_id as subject_id,
        cast(failed_attempts as {{ dbt.type_string() }}) || ' failed attempts' as detail,
        cast(null as date) as since_date
    from accounts
    where is_locked

    union all

    select
        source,
        tenant_id,
        case when last_used_at > expires_at then 'API key used past its end' else 'API key active past its end' end
            as finding,
        'high' as urgency,
        api_key_id as subject_id,
        api_key_name || ' (' || environment || ')' as detail,
        cast(expires_at as date) as since_date
    from api_keys
    where is_active_past_end

    union all

    select
        source,
        tenant_id,
        'Stale API key' as finding,
        'medium' as urgency,
        api_key_id as subject_id,
        api_key_name || ' (' || environment || ')' as detail,
        cast(coalesce(last_used_at, created_at) as date) as since_date
    from api_keys
    where is_stale

)

select * from unioned
