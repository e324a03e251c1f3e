with

security_posture as (

    select * from {{ ref('security_posture') }}

)

select
    source,
    tenant_id,
    tenant_name,
    plan,
    tenant_status,
    account_count,
    second_factor_count,
    admin_count,
    admin_without_count,
    is_second_factor_forced,
    locked_count,
    failed_attempt_count,
    sign_in_count,
    sso_sign_in_count,
    single_sign_on,
    sso_provider_types,
    active_key_count,
    stale_key_count,
    active_past_end_count,
    expired_key_count,
    revoked_key_count,
    endless_key_count,
    second_factor_rate,
    second_factor_rate_low,
    second_factor_rate_high,
    as_of_date
from security_posture
