-- Closed cases are those that were emitted to a backlog and those whose cause is not known: none is lost, none twice,
-- and every emitted one is counted in an item.
with

cases as (

    select * from {{ ref('cases') }}

),

causes as (

    select * from {{ ref('case_root_causes') }}

),

items as (

    select
        source,
        sum(case_count) as item_case_count
    from {{ ref('backlog_items') }}
    group by source

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
    told.untold_count,
    items.item_case_count
from closed
left join told on closed.source = told.source
left join items on closed.source = items.source
where
    closed.closed_count <> coalesce(told.emitted_count + told.untold_count, 0)
    or coalesce(told.emitted_count, 0) <> coalesce(items.item_case_count, 0)
