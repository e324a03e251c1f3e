with

security_findings as (

    select * from {{ ref('security_findings') }}

)

select
    source,
    tenant_id,
    tenant_name,
    finding,
    urgency,
    subject_id,
    detail,
    since_date,
    as_of_date
from security_findings
