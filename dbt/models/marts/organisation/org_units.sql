with

standings as (

    select * from {{ ref('int_org_unit_standings') }}

),

ancestors as (

    select * from {{ ref('int_org_unit_ancestors') }}

),

members as (

    select * from {{ ref('org_unit_members') }}

),

own as (

    select
        source,
        unit_id,
        count(*) as own_user_count,
        sum(case_count) as own_case_count,
        sum(open_case_count) as own_open_case_count
    from members
    group by source, unit_id

),

-- Somebody with two primary units below the same one counts there once, and so do their cases.
people_at_or_below as (

    select distinct
        ancestors.source,
        ancestors.ancestor_id as unit_id,
        members.user_id,
        members.case_count,
        members.open_case_count,
        members.promised_case_count,
        members.breached_case_count
    from ancestors
    inner join members on ancestors.source = members.source and ancestors.unit_id = members.unit_id

),

rolled_up as (

    select
        source,
        unit_id,
        count(*) as user_count,
        sum(case_count) as case_count,
        sum(open_case_count) as open_case_count,
        sum(promised_case_count) as promised_case_count,
        sum(breached_case_count) as breached_case_count
    from people_at_or_below
    group by source, unit_id

),

below as (

    select
        source,
        ancestor_id as unit_id,
        count(case when distance = 1 then 1 end) as child_count,
        count(case when distance > 0 then 1 end) as below_count
    from ancestors
    group by source, ancestor_id

),

joined as (

    select
        standings.source,
        standings.tenant_id,
        standings.unit_id,
        standings.unit_name,
        standings.parent_unit_id,
        standings.path,
        standings.standing,
        standings.is_placed,
        standings.depth,
        standings.reported_level,
        coalesce(below.child_count, 0) as child_count,
        coalesce(below.below_count, 0) as below_count,
        coalesce(own.own_user_count, 0) as own_user_count,
        coalesce(rolled_up.user_count, 0) as user_count,
        coalesce(own.own_case_count, 0) as own_case_count,
        coalesce(own.own_open_case_count, 0) as own_open_case_count,
        coalesce(rolled_up.case_count, 0) as case_count,
        coalesce(rolled_up.open_case_count, 0) as open_case_count,
        coalesce(rolled_up.promised_case_count, 0) as promised_case_count,
        coalesce(rolled_up.breached_case_count, 0) as breached_case_count
    from standings
    inner join below on standings.source = below.source and standings.unit_id = below.unit_id
    left join own on standings.source = own.source and standings.unit_id = own.unit_id
    left join rolled_up on standings.source = rolled_up.source and standings.unit_id = rolled_up.unit_id

)

select
    *,
    cast(breached_case_count as double) / nullif(promised_case_count, 0) as breached_rate,
    {{ wilson_bound('breached_case_count', 'promised_case_count', '-') }} as breached_rate_low,
    {{ wilson_bound('breached_case_count', 'promised_case_count', '+') }} as breached_rate_high
from joined
