with

backlog_weeks as (

    select * from {{ ref('backlog_weeks') }}

)

select
    source,
    week,
    week_start,
    is_whole_week,
    cast(closed_count as bigint) as closed_count,
    cast(emitted_count as bigint) as emitted_count,
    cast(derived_count as bigint) as derived_count,
    cast(reliability_count as bigint) as reliability_count,
    cast(product_count as bigint) as product_count,
    cast(docs_count as bigint) as docs_count,
    cast(untold_count as bigint) as untold_count
from backlog_weeks
