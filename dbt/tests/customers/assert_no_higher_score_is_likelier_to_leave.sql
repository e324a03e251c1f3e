with

predictions as (

    select * from {{ ref('health_predictions') }}

),

in_order as (

    select
        source,
        customer_id,
        looked_on,
        health_score,
        probability,
        lag(probability) over (partition by source, is_today order by health_score) as lower_scores_probability
    from predictions
    where probability is not null

)

select *
from in_order
where probability > lower_scores_probability
