with

cases as (

    select * from {{ ref('cases') }}

),

backlogs as (

    select * from {{ ref('root_cause_backlogs') }}

)

select
    cases.source,
    cases.tenant_id,
    cases.case_id,
    cases.component,
    cases.tags,
    cases.root_cause as given_root_cause,
    backlogs.root_cause,
    backlogs.backlog,
    cases.closed_at,
    cast({{ dbt.date_trunc('week', 'cases.closed_at') }} as date) as closed_week
from cases
left join backlogs on {{ folded_cause('cases.root_cause') }} = backlogs.root_cause
where cases.is_closed and not cases.is_removed
