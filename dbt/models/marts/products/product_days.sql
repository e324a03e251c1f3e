with

issues as (

    select * from {{ ref('product_issues') }}

)

select
    product_source as source,
    product_id,
    opened_on,
    count(*) as issue_count,
    count(root_cause) as caused_count,
    count(case when is_defect then 1 end) as defect_count,
    count(sentiment_score) as toned_count,
    coalesce(sum(sentiment_score), 0) as tone_total,
    coalesce(sum(sentiment_score * sentiment_score), 0) as tone_squares
from issues
group by product_source, product_id, opened_on
