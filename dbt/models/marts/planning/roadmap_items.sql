with

items as (

    select * from {{ ref('stg_platform__roadmap_items') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

links as (

    select * from {{ ref('opportunity_links') }}
    where entity_kind = 'roadmap item'

),

dated as (

    select
        items.source,
        items.item_id,
        items.title,
        links.opportunity_key,
        links.linked_by,
        items.status,
        items.priority,
        items.first_eta_month,
        items.eta_month,
        items.done_on,
        cast({{ dbt.date_trunc('month', 'sources.as_of') }} as date) as as_of_month,
        items.status = 'Done' as is_done,
        items.status not in ('Done', 'Cancelled') as is_open
    from items
    inner join sources on items.source = sources.source
    left join links on items.source = links.source and items.item_id = links.entity_id

),

moved as (

    select
        *,
        {{ dbt.datediff('first_eta_month', 'eta_month', 'month') }}
            as slip_month_count,
        {{ dbt.datediff('eta_month', 'as_of_month', 'month') }}
            as months_past_due
    from dated

)

-- Overdue from the first day of the month after; done by the month that was named first counts as kept.
select
    *,
    case when is_open and months_past_due is not null then greatest(0, months_past_due) end as months_overdue,
    status <> 'Cancelled' and slip_month_count > 0 as is_slipped,
    is_open and months_past_due > 0 as is_overdue,
    is_done and done_on is not null as is_done_and_dated,
    coalesce(is_done and cast({{ dbt.date_trunc('month', 'done_on') }} as date) <= first_eta_month, false) as is_kept
from moved
