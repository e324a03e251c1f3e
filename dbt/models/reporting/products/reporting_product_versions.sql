with

product_versions as (

    select * from {{ ref('product_versions') }}

)

select
    source,
    product_id,
    product_name,
    product_status,
    version,
    previous_version,
    changelog,
    released_on,
    replaced_on,
    is_newest,
    day_count,
    cast(issue_count as bigint) as issue_count,
    cast(other_issue_count as bigint) as other_issue_count,
    cast(previous_issue_count as bigint) as previous_issue_count,
    issues_per_30_days,
    issue_ratio,
    issue_ratio_low,
    issue_ratio_high,
    verdict,
    cast(caused_count as bigint) as caused_count,
    cast(defect_count as bigint) as defect_count,
    defect_rate,
    defect_rate_low,
    defect_rate_high,
    cast(toned_count as bigint) as toned_count,
    sentiment,
    sentiment_low,
    sentiment_high
from product_versions
