with

products as (

    select * from {{ ref('products') }}

)

select
    source,
    product_id,
    product_name,
    brand,
    category,
    status,
    shown_version,
    newest_version,
    newest_version_released_on,
    available_channels,
    closed_channels,
    available_channel_count,
    channel_count,
    variant_count,
    variant_in_stock_count,
    quality_score,
    judged_on,
    cast(issue_count as bigint) as issue_count,
    cast(issue_count_before as bigint) as issue_count_before,
    reported_sentiment,
    cast(toned_count as bigint) as toned_count,
    sentiment,
    sentiment_low,
    sentiment_high,
    sentiment_verdict,
    is_active,
    is_sold_out
from products
