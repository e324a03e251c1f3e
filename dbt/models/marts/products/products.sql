with

products as (

    select * from {{ ref('int_products') }}

),

versions as (

    select * from {{ ref('int_product_versions') }}

),

judgements as (

    select * from {{ ref('product_judgements') }}

),

product_days as (

    select * from {{ ref('product_days') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

aged as (

    select
        product_days.*,
        {{ dbt.datediff('product_days.opened_on', 'cast(sources.as_of as date)', 'day') }}
            as day_age
    from product_days
    inner join sources on product_days.source = sources.source

),

counted as (

    select
        source,
        product_id,
        sum(case when day_age < 90 then issue_count else 0 end) as issue_count,
        sum(case when day_age between 90 and 179 then issue_count else 0 end) as issue_count_before,
        sum(case when day_age < 365 then toned_count else 0 end) as toned_count,
        sum(case when day_age < 365 then tone_total else 0 end) as tone_total,
        sum(case when day_age < 365 then tone_squares else 0 end) as tone_squares
    from aged
    group by source, product_id

),

judged as (

    select
        judgements.*,
        {{ dbt.datediff('judgements.judged_on', 'cast(sources.as_of as date)', 'day') }}
            as day_age
    from judgements
    inner join sources on judgements.source = sources.source

),

told as (

    select
        source,
        product_id,
        avg(reported_sentiment) as reported_sentiment,
        max(case when is_newest then quality_score end) as quality_score,
        max(judged_on) as judged_on
    from judged
    where day_age < 365
    group by source, product_id

),

joined as (

    select
        products.*,
        versions.version as newest_version,
        versions.released_on as newest_version_released_on,
        told.quality_score,
        told.judged_on,
        coalesce(counted.issue_count, 0) as issue_count,
        coalesce(counted.issue_count_before, 0) as issue_count_before,
        told.reported_sentiment,
        coalesce(counted.toned_count, 0) as toned_count,
        counted.tone_total / nullif(counted.toned_count, 0) as sentiment,
        {{ mean_bound_of_sums('counted.toned_count', 'counted.tone_total', 'counted.tone_squares', '-') }}
            as sentiment_low,
        {{ mean_bound_of_sums('counted.toned_count', 'counted.tone_total', 'counted.tone_squares', '+') }}
            as sentiment_high
    from products
    left join versions
        on products.source = versions.source and products.product_id = versions.product_id and versions.is_newest
    left join counted on products.source = counted.source and products.product_id = counted.product_id
    left join told on products.source = told.source and products.product_id = told.product_id

)

select
    *,
    case
        when reported_sentiment > sentiment_high then 'kinder than customers'
        when reported_sentiment < sentiment_low then 'harsher than customers'
        when sentiment_low is not null and reported_sentiment is not null then 'agrees'
    end as sentiment_verdict
from joined
