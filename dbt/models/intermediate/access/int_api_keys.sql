{%- set stale_days = 90 -%}

with

api_keys as (

    select * from {{ ref('stg_platform__api_keys') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

-- What a key's own dates say, whatever the platform calls it.
dated as (

    select
        api_keys.*,
        case
            when api_keys.status = 'Revoked' or api_keys.revoked_at <= sources.as_of then 'Revoked'
            when api_keys.expires_at <= sources.as_of then 'Expired'
            when api_keys.status = 'Expired' and api_keys.expires_at is null then 'Expired'
            else 'Active'
        end as status_by_dates,
        coalesce(api_keys.last_used_at, api_keys.created_at) as last_sign_of_life_at,
        sources.as_of
    from api_keys
    inner join sources on api_keys.source = sources.source

),

idle as (

    select
        *,
        ({{ epoch_seconds('as_of') }} - {{ epoch_seconds('last_sign_of_life_at') }}) / 86400.0 as idle_days
    from dated

)

select
    *,
    status = 'Active' and status_by_dates = 'Expired' as is_active_past_end,
    status_by_dates = 'Active' and coalesce(idle_days >= {{ stale_days }}, false) as is_stale,
    status_by_dates = 'Active' and expires_at is null as never_ends
from idle
