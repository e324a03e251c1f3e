{#- Below so many issues with either version a change is not judged. -#}
{%- set fewest = 5 -%}

with

counts as (

    select * from {{ ref('product_version_counts') }}

),

-- Demand moves the issues of all products alike. So what counts is how the issues of this product changed against those
-- of the others: (with this version, its own / those of others) / (with the version before, its own / those of others).
compared as (

    select
        counts.*,
        earlier.issue_count as previous_issue_count,
        cast(counts.issue_count as double) / nullif(counts.other_issue_count, 0)
        / nullif(cast(earlier.issue_count as double) / nullif(earlier.other_issue_count, 0), 0) as issue_ratio,
        {{ rate_ratio_bound(
            'counts.issue_count', 'counts.other_issue_count', 'earlier.issue_count', 'earlier.other_issue_count', '-'
        ) }} as issue_ratio_low,
        {{ rate_ratio_bound(
            'counts.issue_count', 'counts.other_issue_count', 'earlier.issue_count', 'earlier.other_issue_count', '+'
        ) }} as issue_ratio_high
    from counts
    left join counts as earlier
        on
            counts.source = earlier.source
            and counts.product_id = earlier.product_id
            and counts.version_number = earlier.version_number + 1

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
    issue_count,
    other_issue_count,
    previous_issue_count,
    30 * cast(issue_count as double) / nullif(day_count, 0) as issues_per_30_days,
    case when least(issue_count, previous_issue_count) >= {{ fewest }} then issue_ratio end as issue_ratio,
    case when least(issue_count, previous_issue_count) >= {{ fewest }} then issue_ratio_low end as issue_ratio_low,
    case when least(issue_count, previous_issue_count) >= {{ fewest }} then issue_ratio_high end as issue_ratio_high,
    case
        when previous_version is null then 'first version'
        when coalesce(least(issue_count, previous_issue_count), 0) < {{ fewest }} or issue_ratio_low is null
            then 'too few issues'
        when issue_ratio_low > 1 then 'more issues'
        when issue_ratio_high < 1 then 'fewer issues'
        else 'no clear change'
    end as verdict,
    caused_count,
    defect_count,
    cast(defect_count as double) / nullif(caused_count, 0) as defect_rate,
    {{ wilson_bound('defect_count', 'caused_count', '-') }} as defect_rate_low,
    {{ wilson_bound('defect_count', 'caused_count', '+') }} as defect_rate_high,
    toned_count,
    tone_total / nullif(toned_count, 0) as sentiment,
    {{ mean_bound_of_sums('toned_count', 'tone_total', 'tone_squares', '-') }} as sentiment_low,
    {{ mean_bound_of_sums('toned_count', 'tone_total', 'tone_squares', '+') }} as sentiment_high
from compared
