-- At every touchpoint and place of a path as many cases leave as enter, and as many paths end as begin: nobody is lost
-- or made on the way, for each tenant and for all together.
with

flows as (

    select * from {{ ref('reporting_journey_flows') }}

),

passed as (

    select
        source,
        tenant_id,
        step_number,
        from_touchpoint as touchpoint,
        case_count as gone_out,
        case when step_number = 1 then case_count else 0 end as gone_in
    from flows

    union all

    select
        source,
        tenant_id,
        step_number + 1 as step_number,
        to_touchpoint as touchpoint,
        0 as gone_out,
        case_count as gone_in
    from flows
    where not is_end

),

ends as (

    select
        source,
        tenant_id,
        cast(null as bigint) as step_number,
        'all paths' as touchpoint,
        case when is_end then case_count else 0 end as gone_out,
        case when step_number = 1 then case_count else 0 end as gone_in
    from flows

),

unioned as (

    select * from passed
    union all
    select * from ends

)

select
    source,
    tenant_id,
    step_number,
    touchpoint,
    sum(gone_in) as gone_in,
    sum(gone_out) as gone_out
from unioned
group by source, tenant_id, step_number, touchpoint
having sum(gone_in) <> sum(gone_out)
