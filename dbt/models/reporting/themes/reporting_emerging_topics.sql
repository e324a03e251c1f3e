with

emerging_topics as (

    select * from {{ ref('emerging_topics') }}

)

select
    source,
    cast(subject_number as bigint) as subject_number,
    subject_name,
    terms,
    z,
    cast(recent_count as bigint) as recent_count,
    cast(recent_total as bigint) as recent_total,
    cast(recent_count as double) / recent_total as recent_rate,
    {{ wilson_bound('recent_count', 'recent_total', '-') }} as recent_rate_low,
    {{ wilson_bound('recent_count', 'recent_total', '+') }} as recent_rate_high,
    cast(earlier_count as bigint) as earlier_count,
    cast(earlier_total as bigint) as earlier_total,
    cast(earlier_count as double) / earlier_total as earlier_rate,
    {{ wilson_bound('earlier_count', 'earlier_total', '-') }} as earlier_rate_low,
    {{ wilson_bound('earlier_count', 'earlier_total', '+') }} as earlier_rate_high,
    cast(customer_count as bigint) as customer_count,
    cast(first_said_days_ago as bigint) as first_said_days_ago,
    example_event_id,
    example
from emerging_topics
