with

report_types as (

    select * from {{ ref('report_types') }}

)

select
    source,
    tenant_id,
    report_type,
    report_count,
    format_count,
    maker_count,
    scheduled_count,
    has_rhythm,
    usual_days,
    days_since_last,
    gaps_since_last,
    days_late,
    is_overdue,
    last_generated_at
from report_types
