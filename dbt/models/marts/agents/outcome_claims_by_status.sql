with

claims as (

    select * from {{ ref('outcome_claims') }}

),

summed as (

    select
        source,
        verification_status,
        count(*) as claim_count,
        count(case when is_claimed_again then 1 end) as repeated_claim_count,
        cast(sum(case when not is_claimed_again then revenue_impact_usd else 0 end) as decimal(18, 2))
            as revenue_impact_usd,
        sum(case when not is_claimed_again then operational_hours_saved else 0 end) as operational_hours_saved,
        cast(sum(case when not is_claimed_again then hours_value_usd else 0 end) as decimal(18, 2))
            as hours_value_usd,
        percentile_cont(0.5) within group (order by cast(revenue_impact_usd as double)) as median_revenue_impact_usd
    from claims
    group by source, verification_status

)

select * from summed
