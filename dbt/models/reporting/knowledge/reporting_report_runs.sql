with

report_runs as (

    select * from {{ ref('report_runs') }}

)

select
    source,
    tenant_id,
    report_type,
    format,
    made_by_kind,
    generated_by,
    report_count,
    first_generated_at,
    last_generated_at
from report_runs
