with

causes as (

    select * from {{ ref('case_root_causes') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

counted as (

    select
        source,
        closed_week,
        count(*) as closed_count,
        count(backlog) as emitted_count,
        count(case when is_derived then 1 end) as derived_count,
        count(case when backlog = 'reliability' then 1 end) as reliability_count,
        count(case when backlog = 'product' then 1 end) as product_count,
        count(case when backlog = 'docs' then 1 end) as docs_count,
        count(case when backlog is null then 1 end) as untold_count
    from causes
    group by source, closed_week

)

select
    counted.source,
    counted.closed_week as week_start,
    {{ iso_week('counted.closed_week') }} as week,
    {{ dbt.dateadd('day', 7, 'counted.closed_week') }} <= cast(sources.as_of as date) as is_whole_week,
    counted.closed_count,
    counted.emitted_count,
    counted.derived_count,
    counted.reliability_count,
    counted.product_count,
    counted.docs_count,
    counted.untold_count
from counted
inner join sources on counted.source = sources.source
