with

governance_policies as (

    select * from {{ ref('governance_policies') }}

)

select
    source,
    policy_id,
    policy_name,
    policy_type,
    logic,
    rule,
    subject,
    operator,
    limit_value,
    status,
    valid_from,
    is_evaluated,
    not_evaluated_reason,
    checked_count,
    violation_count,
    violation_rate,
    violation_rate_low,
    violation_rate_high,
    last_violation_on
from governance_policies
