with

memberships as (

    select * from {{ ref('stg_platform__user_org_map') }}

),

owned_cases as (

    select * from {{ ref('cases') }}

),

-- Users are the same in every source, so that cases of a desk meet units of the platform. Removed cases do not count.
cases_by_owner as (

    select
        owner_id,
        count(*) as case_count,
        count(case when not is_resolved then 1 end) as open_case_count,
        count(case when has_first_response_target or has_resolution_target then 1 end) as promised_case_count,
        count(
            case when is_sla_breached and (has_first_response_target or has_resolution_target) then 1 end
        ) as breached_case_count
    from owned_cases
    where owner_id is not null and not is_removed
    group by owner_id

)

select
    memberships.source,
    memberships.unit_id,
    memberships.user_id,
    coalesce(cases_by_owner.case_count, 0) as case_count,
    coalesce(cases_by_owner.open_case_count, 0) as open_case_count,
    coalesce(cases_by_owner.promised_case_count, 0) as promised_case_count,
    coalesce(cases_by_owner.breached_case_count, 0) as breached_case_count
from memberships
left join cases_by_owner on memberships.user_id = cases_by_owner.owner_id
where memberships.is_primary
