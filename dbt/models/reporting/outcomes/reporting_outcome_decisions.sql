with

outcome_decisions as (

    select * from {{ ref('outcome_decisions') }}

)

select
    source,
    entry_id,
    status,
    decided_by,
    reason,
    decided_at,
    is_standing
from outcome_decisions
