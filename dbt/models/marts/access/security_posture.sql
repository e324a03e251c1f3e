with

accounts as (

    select * from {{ ref('int_accounts') }}
    where is_open

),

api_keys as (

    select * from {{ ref('int_api_keys') }}

),

sso_providers as (

    select * from {{ ref('stg_platform__sso_providers') }}

),

settings as (

    select * from {{ ref('int_tenant_settings') }}
    where setting = 'enable_mfa_force'

),

tenants as (

    select * from {{ ref('stg_platform__tenants') }}

),

by_tenant as (

    select
        source,
        tenant_id,
        max(cast(as_of as date)) as as_of_date,
        count(*) as account_count,
        count(case when has_second_factor then 1 end) as second_factor_count,
        count(case when is_admin then 1 end) as admin_count,
        count(case when is_admin and not coalesce(has_second_factor, false) then 1 end) as admin_without_count,
        count(case when is_locked then 1 end) as locked_count,
        cast(sum(failed_attempts) as bigint) as failed_attempt_count,
        cast(sum(recent_sign_in_count) as bigint) as sign_in_count,
        cast(sum(recent_sso_count) as bigint) as sso_sign_in_count
    from accounts
    group by source, tenant_id

),

keys_by_tenant as (

    select
        source,
        tenant_id,
        count(case when status_by_dates = 'Active' then 1 end) as active_key_count,
        count(case when is_stale then 1 end) as stale_key_count,
        count(case when is_active_past_end then 1 end) as active_past_end_count,
        count(case when status_by_dates = 'Expired' then 1 end) as expired_key_count,
        count(case when status_by_dates = 'Revoked' then 1 end) as revoked_key_count,
        count(case when never_ends then 1 end) as endless_key_count
    from api_keys
    group by source, tenant_id

),

sso_by_tenant as (

    select
        source,
        tenant_id,
        max(case when is_enabled then 1 else 0 end) as is_enabled,
        {{ dbt.listagg('provider_type', "', '", 'order by provider_type') }} as provider_types
    from sso_providers
    group by source, tenant_id

)

-- Our own staff have no tenant, and so no keys here; they sign in by our own directory.
select
    by_tenant.source,
    by_tenant.tenant_id,
    coalesce(tenants.tenant_name, by_tenant.tenant_id, 'Our own staff') as tenant_name,
    tenants.plan,
    tenants.status as tenant_status,
    by_tenant.account_count,
    by_tenant.second_factor_count,
    by_tenant.admin_count,
    by_tenant.admin_without_count,
    coalesce(lower(settings.setting_value) = 'true', false) as is_second_factor_forced,
    by_tenant.locked_count,
    by_tenant.failed_attempt_count,
    by_tenant.sign_in_count,
    by_tenant.sso_sign_in_count,
    case
        when by_tenant.tenant_id is null then 'on'
        when sso_by_tenant.is_enabled = 1 then 'on'
        when sso_by_tenant.is_enabled = 0 then 'off'
        else 'none'
    end as single_sign_on,
    sso_by_tenant.provider_types as sso_provider_types,
    coalesce(keys_by_tenant.active_key_count, 0) as active_key_count,
    coalesce(keys_by_tenant.stale_key_count, 0) as stale_key_count,
    coalesce(keys_by_tenant.active_past_end_count, 0) as active_past_end_count,
    coalesce(keys_by_tenant.expired_key_count, 0) as expired_key_count,
    coalesce(keys_by_tenant.revoked_key_count, 0) as revoked_key_count,
    coalesce(keys_by_tenant.endless_key_count, 0) as endless_key_count,
    cast(by_tenant.second_factor_count as double) / by_tenant.account_count as second_factor_rate,
    {{ wilson_bound('by_tenant.second_factor_count', 'by_tenant.account_count', '-') }} as second_factor_rate_low,
    {{ wilson_bound('by_tenant.second_factor_count', 'by_tenant.account_count', '+') }} as second_factor_rate_high,
    by_tenant.as_of_date
from by_tenant
left join tenants on by_tenant.source = tenants.source and by_tenant.tenant_id = tenants.tenant_id
left join settings on by_tenant.source = settings.source and by_tenant.tenant_id = settings.tenant_id
left join keys_by_tenant
    on by_tenant.source = keys_by_tenant.source and by_tenant.tenant_id = keys_by_tenant.tenant_id
left join sso_by_tenant on by_tenant.source = sso_by_tenant.source and by_tenant.tenant_id = sso_by_tenant.tenant_id
