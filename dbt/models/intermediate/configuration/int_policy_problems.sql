with

policies as (

    select * from {{ ref('stg_support__sla_policies') }}

),

calendars as (

    select * from {{ ref('stg_support__business_calendars') }}

),

scoped as (

    select
        *,
        concat(policy_id, ' / ', valid_from) as record_key,
        coalesce(valid_to, {{ instant('253402300800') }}) as ends_at,
        concat(
            coalesce(tenant_id, '*'), ' / ', coalesce(segment, '*'), ' / ', coalesce(sla_tier, '*'), ' / ',
            coalesce(priority, '*')
        ) as scope
    from policies

),

-- Two at a time, the one that holds first: the newer, of two from the same moment the one whose id comes first.
pairs as (

    select
        weaker.source,
        weaker.tenant_id,
        weaker.record_key,
        weaker.loaded_at,
        stronger.record_key as stronger_record_key,
        weaker.scope = stronger.scope as is_same_scope
    from scoped as weaker
    inner join scoped as stronger
        on
            weaker.source = stronger.source
            and weaker.clock = stronger.clock
            and (weaker.scope = stronger.scope or weaker.policy_id = stronger.policy_id)
            and weaker.ends_at > stronger.valid_from
            and weaker.valid_from < stronger.ends_at
            and (
                weaker.valid_from < stronger.valid_from
                or (weaker.valid_from = stronger.valid_from and weaker.policy_id > stronger.policy_id)
            )

),

overlapping as (

    select
        source,
        tenant_id,
        record_key,
        concat('it is valid at the same time as ', stronger_record_key) as problem,
        case
            when is_same_scope then 'while both are valid the other one holds'
            else 'where both fit a case, the one that says more about it holds'
        end as effect,
        loaded_at
    from pairs

),

without_calendar as (

    select
        scoped.source,
        scoped.tenant_id,
        scoped.record_key,
        concat('its calendar ', scoped.calendar_id, ' is not there') as problem,
        'the cases that it is chosen for have no target of this clock' as effect,
        scoped.loaded_at
    from scoped
    left join calendars
        on scoped.source = calendars.source and scoped.calendar_id = calendars.calendar_id
    where
        scoped.calendar_id is not null
        and scoped.target_unit not in ('minutes', 'hours')
        and calendars.calendar_id is null

),

policy_problems as (

    select * from overlapping
    union all
    select * from without_calendar

)

select * from policy_problems
