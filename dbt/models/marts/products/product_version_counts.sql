with

versions as (

    select * from {{ ref('int_product_versions') }}

),

products as (

    select * from {{ ref('int_products') }}

),

product_days as (

    select * from {{ ref('product_days') }}

),

days as (

    select
        source,
        opened_on,
        sum(issue_count) as issue_count
    from product_days
    group by source, opened_on

),

first_days as (

    select
        source,
        min(opened_on) as first_day
    from days
    group by source

),

-- The days on which a version was the newest, as far as there are cases at all.
spans as (

    select
        versions.*,
        greatest(versions.released_on, first_days.first_day) as counted_from
    from versions
    left join first_days on versions.source = first_days.source

),

own as (

    select
        spans.source,
        spans.product_id,
        spans.version,
        sum(product_days.issue_count) as issue_count,
        sum(product_days.caused_count) as caused_count,
        sum(product_days.defect_count) as defect_count,
        sum(product_days.toned_count) as toned_count,
        sum(product_days.tone_total) as tone_total,
        sum(product_days.tone_squares) as tone_squares
    from spans
    inner join product_days
        on
            spans.source = product_days.source
            and spans.product_id = product_days.product_id
            and spans.counted_from <= product_days.opened_on
            and spans.newest_until > product_days.opened_on
    group by spans.source, spans.product_id, spans.version

),

of_all as (

    select
        spans.source,
        spans.product_id,
        spans.version,
        sum(days.issue_count) as issue_count
    from spans
    inner join days
        on
            spans.source = days.source
            and spans.counted_from <= days.opened_on
            and spans.newest_until > days.opened_on
    group by spans.source, spans.product_id, spans.version

)

select
    spans.source,
    spans.product_id,
    products.product_name,
    products.status as product_status,
    spans.version,
    spans.version_number,
    spans.previous_version,
    spans.changelog,
    spans.released_on,
    spans.replaced_on,
    spans.is_newest,
    greatest({{ dbt.datediff('spans.counted_from', 'spans.newest_until', 'day') }}, 0) as day_count,
    coalesce(own.issue_count, 0) as issue_count,
    coalesce(of_all.issue_count, 0) - coalesce(own.issue_count, 0) as other_issue_count,
    coalesce(own.caused_count, 0) as caused_count,
    coalesce(own.defect_count, 0) as defect_count,
    coalesce(own.toned_count, 0) as toned_count,
    own.tone_total,
    own.tone_squares
from spans
inner join products on spans.source = products.source and spans.product_id = products.product_id
left join own
    on spans.source = own.source and spans.product_id = own.product_id and spans.version = own.version
left join of_all
    on spans.source = of_all.source and spans.product_id = of_all.product_id and spans.version = of_all.version
