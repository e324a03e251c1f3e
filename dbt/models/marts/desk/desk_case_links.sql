with

cases as (

    select * from {{ ref('desk_cases') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

incidents as (

    select * from {{ ref('stg_support__case_incidents') }}

),

resources as (

    select * from {{ ref('stg_support__case_affected_resources') }}

),

macros as (

    select * from {{ ref('int_case_macros') }}

),

files as (

    select * from {{ ref('int_case_files') }}

),

linked as (

    select
        'incident' as subject,
        incident_id as entity_id,
        source,
        case_id,
        linked_at
    from incidents
    union all
    select
        'resource' as subject,
        resource_id as entity_id,
        source,
        case_id,
        linked_at
    from resources

),

by_key as (

    select
        cases.case_key,
        linked.subject,
        linked.entity_id
    from linked
    inner join cases on linked.source = cases.source and linked.case_id = cases.case_id
    inner join sources on linked.source = sources.source
    where linked.linked_at <= sources.as_of

    union all

    select
        case_key,
        'macro' as subject,
        macro_id as entity_id
    from macros

    union all

    select distinct
        case_key,
        'runbook' as subject,
        runbook_id as entity_id
    from macros
    where runbook_id is not null

    union all

    select
        case_key,
        'file' as subject,
        kind as entity_id
    from files

)

select
    cases.case_key,
    cases.source,
    cases.tenant_id,
    cases.case_id,
    by_key.subject,
    by_key.entity_id
from by_key
inner join cases on by_key.case_key = cases.case_key
