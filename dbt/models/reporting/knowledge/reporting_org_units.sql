with

org_units as (

    select * from {{ ref('org_units') }}

)

select
    source,
    tenant_id,
    unit_id,
    unit_name,
    parent_unit_id,
    path,
    standing,
    is_placed,
    depth,
    reported_level,
    child_count,
    below_count,
    own_user_count,
    user_count,
    cast(own_case_count as bigint) as own_case_count,
    cast(own_open_case_count as bigint) as own_open_case_count,
    cast(case_count as bigint) as case_count,
    cast(open_case_count as bigint) as open_case_count,
    cast(promised_case_count as bigint) as promised_case_count,
    cast(breached_case_count as bigint) as breached_case_count,
    breached_rate,
    breached_rate_low,
    breached_rate_high
from org_units
