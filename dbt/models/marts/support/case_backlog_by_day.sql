with

all_changes as (

    select * from {{ ref('int_case_backlog_changes') }}

),

cases as (

    select * from {{ ref('int_cases') }}

),

-- Of all cases; what is computed of cases alone holds only those that something happened to.
priorities as (

    select
        case_key,
        priority
    from {{ ref('cases') }}

),

changes_by_day as (

    select
        cases.source,
        cases.tenant_id,
        cases.segment,
        coalesce(priorities.priority, 'None') as priority,
        {{ utc_day('all_changes.at_second') }} as day_number,
        sum(all_changes.delta) as delta,
        min(cases.as_of_second) as as_of_second
    from all_changes
    inner join cases on all_changes.case_key = cases.case_key
    inner join priorities on all_changes.case_key = priorities.case_key
    group by cases.source, cases.tenant_id, cases.segment, priorities.priority, {{ utc_day('all_changes.at_second') }}

),

summed as (

    select
        source,
        tenant_id,
        segment,
        priority,
        day_number,
        sum(delta) over along as open_case_count,
        coalesce(lead(day_number) over along, {{ utc_day('as_of_second') }} + 1) as next_day_number
    from changes_by_day
    window along as (
        partition by source, tenant_id, segment, priority order by day_number
        rows between unbounded preceding and current row
    )

),

-- Days on which nothing changed keep the count of the day before, up to the source's as_of. A group whose last case is
-- resolved goes on with 0: were there no row, its last open day would pass for its last day.
filled as (

    select
        summed.source,
        summed.tenant_id,
        summed.segment,
        summed.priority,
        {{ date_of_day_number('days.day_number') }} as backlog_date,
        cast(summed.open_case_count as bigint) as open_case_count
    from summed
    cross join
        lateral (
            select {{ unnested(whole_numbers('summed.day_number', 'summed.next_day_number - 1')) }} as day_number
        ) as days

)

select * from filled
