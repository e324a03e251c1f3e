with

identity_summary as (

    select * from {{ ref('identity_summary') }}

)

select
    cast(record_count as bigint) as record_count,
    cast(person_count as bigint) as person_count,
    cast(platform_count as bigint) as platform_count,
    cast(linked_count as bigint) as linked_count,
    cast(waiting_count as bigint) as waiting_count,
    cast(by_hand_count as bigint) as by_hand_count,
    cast(stated_count as bigint) as stated_count,
    cast(agreed_count as bigint) as agreed_count,
    cast(labelled_count as bigint) as labelled_count,
    cast(true_pair_count as bigint) as true_pair_count,
    cast(linked_pair_count as bigint) as linked_pair_count,
    cast(right_pair_count as bigint) as right_pair_count,
    method,
    cast(training_pair_count as bigint) as training_pair_count,
    link_threshold,
    review_threshold,
    cast(uncompared_count as bigint) as uncompared_count,
    prior,
    agreement_rate,
    agreement_rate_low,
    agreement_rate_high,
    precision_rate,
    precision_rate_low,
    precision_rate_high,
    recall_rate,
    recall_rate_low,
    recall_rate_high
from identity_summary
