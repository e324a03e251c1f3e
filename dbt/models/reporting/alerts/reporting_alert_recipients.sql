with

alert_recipients as (

    select * from {{ ref('alert_recipients') }}

)

select
    source,
    alert_key,
    recipient,
    recipient_kind,
    reason,
    escalation_channel
from alert_recipients
