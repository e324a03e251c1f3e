with

predictions as (

    select * from {{ ref('health_predictions') }}

),

clocks as (

    select * from {{ ref('at_risk_clocks') }}

),

cases as (

    select * from {{ ref('cases') }}

),

risky_clocks as (

    select
        cases.source,
        cases.customer_id,
        count(*) as at_risk_clock_count
    from clocks
    inner join cases on clocks.source = cases.source and clocks.case_id = cases.case_id
    where clocks.breach_probability >= 0.5 and cases.customer_id is not null
    group by cases.source, cases.customer_id

),

at_risk as (

    select
        predictions.source,
        predictions.customer_id,
        predictions.tenant_id,
        predictions.looked_on,
        predictions.health_score,
        predictions.probability as leaving_probability,
        predictions.base_rate,
        coalesce(risky_clocks.at_risk_clock_count, 0) as at_risk_clock_count,
        {{ health_group('predictions.health_score') }} as health_group
    from predictions
    left join risky_clocks
        on predictions.source = risky_clocks.source and predictions.customer_id = risky_clocks.customer_id
    where
        predictions.is_today
        and (
            predictions.health_score < {{ action_setting('unhealthy') }}
            or predictions.probability >= {{ action_setting('leaving_factor') }} * predictions.base_rate
            or risky_clocks.customer_id is not null
        )

)

select * from at_risk
