{%- set recent_days = 30 -%}

with

audit_entries as (

    select * from {{ ref('int_audit_entries') }}
    where action = 'USER_LOGIN' and occurred_at is not null

),

security as (

    select * from {{ ref('stg_platform__user_security') }}

),

sign_ins as (

    select
        audit_entries.source,
        audit_entries.actor_id as user_id,
        audit_entries.occurred_at,
        audit_entries.sign_in_method,
        {{ epoch_seconds('audit_entries.as_of') }} - {{ epoch_seconds('audit_entries.occurred_at') }}
        < {{ recent_days }} * 86400 as is_recent,
        audit_entries.occurred_at <= security.updated_at as is_before_report
    from audit_entries
    left join security on audit_entries.source = security.source and audit_entries.actor_id = security.user_id

)

select
    source,
    user_id,
    max(occurred_at) as last_sign_in_at,
    max(case when is_before_report then occurred_at end) as last_sign_in_at_report,
    count(case when is_recent then 1 end) as recent_sign_in_count,
    count(case when is_recent and sign_in_method = 'sso' then 1 end) as recent_sso_count
from sign_ins
group by source, user_id
