with

theme_totals as (

    select * from {{ ref('theme_totals') }}

)

select
    source,
    cast(told_count as bigint) as told_count,
    cast(found_event_count as bigint) as found_event_count,
    cast(alias_event_count as bigint) as alias_event_count,
    cast(given_event_count as bigint) as given_event_count,
    cast(labelled_count as bigint) as labelled_count,
    cast(labelled_found_count as bigint) as labelled_found_count,
    found_precision,
    found_precision_low,
    found_precision_high,
    found_recall,
    found_recall_low,
    found_recall_high,
    cast(alias_assignment_count as bigint) as alias_assignment_count,
    cast(model_assignment_count as bigint) as model_assignment_count,
    cast(labelled_alias_count as bigint) as labelled_alias_count,
    alias_precision,
    alias_precision_low,
    alias_precision_high,
    cast(labelled_model_count as bigint) as labelled_model_count,
    model_precision,
    model_precision_low,
    model_precision_high
from theme_totals
