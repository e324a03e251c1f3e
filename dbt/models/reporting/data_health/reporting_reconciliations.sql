with

reconciliations as (

    select * from {{ ref('reconciliations') }}

)

select
    source,
    measure,
    figure_count,
    agreeing_count,
    differing_count,
    one_sided_count,
    disagreeing_count,
    reported_total,
    computed_total,
    largest_difference,
    first_period_date,
    last_period_date
from reconciliations
