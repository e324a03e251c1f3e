-- Closed cases are those that were emitted to a backlog and those whose cause is not known: none is lost, none twice.
with

cases as (

    select * from {{ ref('cases') }}

),

causes as (

    select * from {{ ref('case_root_causes') }}

),

closed as (

    select
        source,
        count(*) as closed_count
    from cases
    where is_closed and not is_removed
    group by source

),

told as (

    select
        source,
        count(backlog) as emitted_count,
        count(case when backlog is null then 1 end) as untold_count
    from causes
    group by source

)

select
    closed.source,
    closed.closed_count,
    told.emitted_count,
    told.untold_count
from closed
left join told on closed.source = told.source
where closed.closed_count <> coalesce(told.emitted_count + told.untold_count, 0)
