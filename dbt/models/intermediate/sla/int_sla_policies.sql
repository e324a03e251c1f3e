with

source_policies as (

    select * from {{ ref('stg_support__sla_policies') }}

),

default_policies as (

    select * from {{ ref('sla_default_policies') }}

),

clocks as (

    select * from {{ ref('int_sla_clocks') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

-- The more a policy says about whom it is for, the more it counts; one of the source's own beats every default.
given as (

    select
        source,
        policy_id,
        policy_name,
        tenant_id,
        segment,
        sla_tier,
        priority,
        clock,
        target_amount,
        target_unit,
        calendar_id,
        {{ epoch_seconds('valid_from') }} as valid_from_second,
        coalesce({{ epoch_seconds('valid_to') }}, cast(253402300800 as bigint)) as valid_to_second,
        16
        + case when tenant_id is not null then 8 else 0 end
        + case when segment is not null then 4 else 0 end
        + case when sla_tier is not null then 2 else 0 end
        + case when priority is not null then 1 else 0 end as precedence
    from source_policies

),

defaults as (

    select
        sources.source,
        default_policies.policy_id,
        default_policies.policy_name,
        null as tenant_id,
        null as segment,
        default_policies.sla_tier,
        default_policies.priority,
        default_policies.clock,
        default_policies.target_amount,
        default_policies.target_unit,
        null as calendar_id,
        cast(-62135596800 as bigint) as valid_from_second,
        cast(253402300800 as bigint) as valid_to_second,
        case when default_policies.sla_tier is not null then 2 else 0 end
        + case when default_policies.priority is not null then 1 else 0 end as precedence
    from default_policies
    cross join sources

),

unioned as (

    select * from given
    union all
    select * from defaults

),

-- A clock may borrow the policies of another; one of its own goes before whatever is borrowed.
own_and_borrowed as (

    select
        clocks.clock_number,
        unioned.source,
        unioned.policy_id,
        unioned.policy_name,
        unioned.tenant_id,
        unioned.segment,
        unioned.sla_tier,
        unioned.priority,
        unioned.target_amount,
        unioned.target_unit,
        unioned.calendar_id,
        unioned.valid_from_second,
        unioned.valid_to_second,
        unioned.precedence - case when clocks.clock = unioned.clock then 0 else 32 end as precedence
    from unioned
    inner join clocks on unioned.clock = clocks.clock or unioned.clock = clocks.targets_of

)

select * from own_and_borrowed
