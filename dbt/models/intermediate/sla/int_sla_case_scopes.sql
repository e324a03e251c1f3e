with

cases as (

    select * from {{ ref('int_cases_to_compute') }}

),

events as (

    select * from {{ ref('int_case_events_to_compute') }}

),

scopes as (

    select * from {{ ref('int_sla_scopes') }}

),

priority_changes as (

    select
        case_key,
        value as priority,
        occurred_second,
        moment
    from events
    where kind = 'priority_changed'

),

-- The first priority reaches back to the opening: it is what the case was judged by before anybody changed it.
priority_spells as (

    select
        case_key,
        priority,
        case
            when row_number() over in_order = 1 then cast(-62135596800 as bigint)
            else occurred_second
        end as from_second,
        coalesce(lead(occurred_second) over in_order, cast(253402300800 as bigint)) as to_second
    from priority_changes
    window in_order as (partition by case_key order by moment)

),

spells as (

    select
        cases.case_key,
        cases.source,
        cases.tenant_id,
        cases.segment,
        cases.sla_tier,
        priority_spells.priority,
        coalesce(priority_spells.from_second, cast(-62135596800 as bigint)) as from_second,
        coalesce(priority_spells.to_second, cast(253402300800 as bigint)) as to_second
    from cases
    left join priority_spells on cases.case_key = priority_spells.case_key

),

scoped as (

    select
        spells.case_key,
        spells.priority,
        scopes.scope_key,
        spells.from_second,
        spells.to_second
    from spells
    inner join scopes
        on
            spells.source = scopes.source
            and spells.tenant_id = scopes.tenant_id
            and spells.segment = scopes.segment
            and spells.sla_tier = scopes.sla_tier
            and coalesce(spells.priority, '') = coalesce(scopes.priority, '')
    where spells.from_second < spells.to_second

)

select * from scoped
