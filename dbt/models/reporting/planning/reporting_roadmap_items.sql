with

roadmap_items as (

    select * from {{ ref('roadmap_items') }}

)

select
    source,
    item_id,
    title,
    status,
    priority,
    cast(slip_month_count as bigint) as slip_month_count,
    cast(months_overdue as bigint) as months_overdue,
    is_done,
    is_open,
    is_slipped,
    is_overdue,
    is_done_and_dated,
    is_kept,
    first_eta_month,
    eta_month,
    done_on,
    opportunity_key,
    linked_by
from roadmap_items
