with

messaging_deflection_changes as (

    select * from {{ ref('messaging_deflection_changes') }}

)

select
    source,
    tenant_id,
    tenant_name,
    changed_on,
    days_before,
    days_after,
    chats_before,
    chats_after,
    rate_before,
    rate_before_low,
    rate_before_high,
    rate_after,
    rate_after_low,
    rate_after_high,
    difference,
    difference_low,
    difference_high,
    t_score,
    is_clear
from messaging_deflection_changes
