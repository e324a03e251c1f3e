{#- A judgement counts the issues of so many days before its own. -#}
{%- set days = 30 -%}

with

judgements as (

    select * from {{ ref('stg_platform__product_intelligence') }}

),

products as (

    select * from {{ ref('int_products') }}

),

versions as (

    select * from {{ ref('int_product_versions') }}

),

product_days as (

    select * from {{ ref('product_days') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

first_days as (

    select
        source,
        min(opened_on) as first_day
    from product_days
    group by source

),

dated as (

    select
        judgements.source,
        judgements.product_id,
        judgements.quality_score,
        judgements.sentiment_score,
        judgements.issue_count,
        coalesce(judgements.analyzed_on, cast(sources.as_of as date)) as judged_on,
        cast({{ dbt.dateadd('day', -days, 'coalesce(judgements.analyzed_on, cast(sources.as_of as date))') }} as date)
            as counted_from
    from judgements
    inner join sources on judgements.source = sources.source

),

counted as (

    select
        dated.source,
        dated.product_id,
        dated.judged_on,
        sum(product_days.issue_count) as issue_count
    from dated
    inner join product_days
        on
            dated.source = product_days.source
            and dated.product_id = product_days.product_id
            and dated.counted_from <= product_days.opened_on
            and dated.judged_on > product_days.opened_on
    group by dated.source, dated.product_id, dated.judged_on

)

-- Without cases for the whole of the time the issues cannot be counted.
select
    dated.source,
    dated.product_id,
    products.product_name,
    versions.version,
    dated.judged_on,
    dated.quality_score,
    dated.sentiment_score as reported_sentiment,
    dated.issue_count as reported_issue_count,
    case when first_days.first_day <= dated.counted_from then coalesce(counted.issue_count, 0) end as issue_count,
    row_number() over (partition by dated.source, dated.product_id order by dated.judged_on desc) = 1 as is_newest
from dated
left join products on dated.source = products.source and dated.product_id = products.product_id
left join first_days on dated.source = first_days.source
left join counted
    on
        dated.source = counted.source
        and dated.product_id = counted.product_id
        and dated.judged_on = counted.judged_on
left join versions
    on
        dated.source = versions.source
        and dated.product_id = versions.product_id
        and dated.judged_on >= versions.released_on
        and (dated.judged_on < versions.replaced_on or versions.replaced_on is null)
