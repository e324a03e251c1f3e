with

causes as (

    select * from {{ ref('case_root_causes') }}
    where backlog is not null

),

cases as (

    select * from {{ ref('cases') }}

),

costs as (

    select * from {{ ref('case_costs') }}

),

by_account as (

    select
        causes.source,
        causes.item_key,
        causes.closed_week as week_start,
        causes.tenant_id,
        min(causes.backlog) as backlog,
        min(causes.theme_kind) as theme_kind,
        min(causes.theme_id) as theme_id,
        min(causes.theme_label) as theme_label,
        max(causes.theme_version) as theme_version,
        count(*) as case_count,
        count(case when causes.is_derived then 1 end) as derived_count,
        max(cases.arr_usd) as arr_usd,
        sum(costs.handling_minutes) as handling_minutes,
        sum(costs.cost_usd) as cost_usd
    from causes
    inner join cases on causes.source = cases.source and causes.case_id = cases.case_id
    left join costs on causes.source = costs.source and causes.case_id = costs.case_id
    group by causes.source, causes.item_key, causes.closed_week, causes.tenant_id

),

lists as (

    select
        source,
        item_key,
        closed_week as week_start,
        {{ joined_in_order('bug_key', ', ', 'case_id') }} as bug_keys,
        {{ joined_in_order("case_id || ' ' || root_cause", ', ', 'case_id') }} as case_causes
    from causes
    group by source, item_key, closed_week

),

-- ARR counts each account once, however many cases it had.
counted as (

    select
        source,
        item_key,
        week_start,
        min(backlog) as backlog,
        min(theme_kind) as theme_kind,
        min(theme_id) as theme_id,
        min(theme_label) as theme_label,
        max(theme_version) as theme_version,
        sum(case_count) as case_count,
        count(*) as account_count,
        sum(derived_count) as derived_count,
        sum(arr_usd) as arr_usd,
        sum(handling_minutes) as handling_minutes,
        sum(cost_usd) as cost_usd
    from by_account
    group by source, item_key, week_start

)

select
    counted.*,
    lists.bug_keys,
    md5(lists.case_causes) as cases_fingerprint
from counted
inner join lists
    on
        counted.source = lists.source
        and counted.item_key = lists.item_key
        and counted.week_start = lists.week_start
