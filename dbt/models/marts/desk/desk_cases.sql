with

cases as (

    select * from {{ ref('cases') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

figures as (

    select * from {{ ref('case_metrics') }}

),

ownerships as (

    select * from {{ ref('int_component_ownerships') }}

),

requests as (

    select * from {{ ref('desk_case_requests') }}

),

paths as (

    select * from {{ ref('int_case_paths') }}

),

files as (

    select
        case_key,
        sum(file_count) as file_count,
        min(first_file_at) as first_file_at
    from {{ ref('int_case_files') }}
    group by case_key

),

macros as (

    select
        case_key,
        count(*) as macro_count
    from {{ ref('int_case_macros') }}
    group by case_key

)

-- An account's revenue stands on each of its cases and is never added up over them.
select
    cases.case_key,
    cases.source,
    cases.tenant_id,
    cases.tenant_name,
    cases.case_id,
    cases.requester_id,
    cases.segment,
    cases.priority,
    cases.channel,
    cases.component,
    ownerships.team as owner_team,
    cases.arr_usd,
    {{ utc_day('sources.as_of_second') }} - {{ utc_day(epoch_seconds('cases.opened_at')) }} as opened_days_ago,
    figures.first_reply_seconds,
    case when cases.is_resolved then cases.time_to_resolve_seconds end as time_to_resolve_seconds,
    case when cases.is_resolved then cases.time_to_resolve_net_seconds end as time_to_resolve_net_seconds,
    cases.csat_score,
    cases.is_resolved and cases.time_to_resolve_seconds is not null as is_timed,
    cases.resolved_at is not null or cases.closed_at is not null as is_ever_resolved,
    cases.csat_score is not null as is_answered,
    coalesce(cases.csat_score >= 4, false) as is_satisfied,
    cases.is_sla_breached as is_breached,
    cases.is_reopened,
    cases.escalation_count > 0 as is_escalated,
    coalesce(paths.reaches_engineering, false) as reaches_engineering,
    coalesce(paths.reaches_on_call, false) as reaches_on_call,
    coalesce(paths.reaches_product, false) as reaches_product,
    coalesce(paths.level_path, 'no team') as level_path,
    coalesce(paths.team_path, cases.group_name, 'no team') as team_path,
    coalesce(files.file_count, 0) as file_count,
    coalesce(files.first_file_at <= cases.first_response_at, false) as has_early_file,
    coalesce(macros.macro_count, 0) as macro_count,
    requests.request_number = 1 as is_first_request,
    coalesce(requests.seconds_since_last_request <= 30 * 86400, false) as is_repeat_request,
    cases.opened_at,
    cases.first_response_at
from cases
inner join sources on cases.source = sources.source
inner join figures on cases.case_key = figures.case_key
left join ownerships
    on
        cases.source = ownerships.source
        and cases.component = ownerships.component
        and cases.opened_at >= ownerships.counts_from
        and (cases.opened_at < ownerships.valid_to or ownerships.valid_to is null)
left join requests on cases.case_key = requests.case_key
left join paths on cases.case_key = paths.case_key
left join files on cases.case_key = files.case_key
left join macros on cases.case_key = macros.case_key
where not cases.is_removed
