with

cases as (

    select * from {{ ref('cases') }}
    where root_cause is not null and not is_removed

),

causes as (

    select * from {{ ref('root_cause_backlogs') }}

)

select
    cases.source,
    cases.case_id,
    cases.component,
    causes.same_as as cause,
    causes.same_as in ('defect', 'feature_gap', 'missing_guide') as is_avoidable
from cases
inner join causes on {{ folded_cause('cases.root_cause') }} = causes.root_cause
