with

sentiment_agreement as (

    select * from {{ ref('sentiment_agreement') }}

)

select
    source,
    event_type,
    cast(event_count as bigint) as event_count,
    average_given,
    average_computed,
    mean_difference,
    mean_difference_low,
    mean_difference_high,
    mean_absolute_difference,
    correlation,
    correlation_low,
    correlation_high,
    same_class_rate,
    same_class_rate_low,
    same_class_rate_high,
    cast(signed_count as bigint) as signed_count,
    same_sign_rate,
    same_sign_rate_low,
    same_sign_rate_high
from sentiment_agreement
