with

subjects as (

    select * from {{ ref('opportunity_subjects') }}

),

subject_cases as (

    select * from {{ ref('subject_cases') }}

),

platforms as (

    select * from {{ ref('int_source_platforms') }}

),

cases as (

    select * from {{ ref('cases') }}

),

causes as (

    select * from {{ ref('case_causes') }}

),

costs as (

    select * from {{ ref('case_costs') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

-- Words of customers may come from the platform and the case from a desk beside it: the case is looked for in both.
desks as (

    select
        source as told_by,
        source as case_source
    from platforms
    union
    select
        platform_source as told_by,
        source as case_source
    from platforms

),

joined as (

    select distinct
        subjects.source,
        subjects.opportunity_key,
        cases.source as case_source,
        cases.case_id
    from subject_cases
    inner join platforms on subject_cases.source = platforms.source
    inner join subjects
        on
            platforms.platform_source = subjects.source
            and subject_cases.sort = subjects.sort
            and subject_cases.subject_id = subjects.subject_id
    inner join desks on subject_cases.source = desks.told_by
    inner join cases on desks.case_source = cases.source and subject_cases.case_id = cases.case_id
    where not cases.is_removed

)

select
    joined.source,
    joined.opportunity_key,
    joined.case_source,
    joined.case_id,
    cases.tenant_id,
    cases.tenant_name,
    cases.customer_id,
    cases.subject,
    cases.priority,
    cases.state,
    cases.component,
    cases.root_cause,
    causes.cause,
    causes.is_avoidable,
    cases.opened_at,
    cases.opened_at
    >= {{ dbt.dateadd('day', -opportunity_setting('period_days'), 'sources.as_of') }} as is_in_period,
    costs.handling_minutes,
    costs.handling_cost_usd,
    costs.credits_usd,
    costs.ai_cost_usd,
    costs.infrastructure_cost_usd,
    costs.cost_usd
from joined
inner join cases on joined.case_source = cases.source and joined.case_id = cases.case_id
inner join costs on joined.case_source = costs.source and joined.case_id = costs.case_id
inner join sources on joined.source = sources.source
left join causes on joined.case_source = causes.source and joined.case_id = causes.case_id
