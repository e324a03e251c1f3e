with

product_judgements as (

    select * from {{ ref('product_judgements') }}

)

select
    source,
    product_id,
    product_name,
    version,
    judged_on,
    quality_score,
    reported_sentiment,
    reported_issue_count,
    cast(issue_count as bigint) as issue_count,
    is_newest
from product_judgements
