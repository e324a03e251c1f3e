
    

    create  table
      "warehouse"."marts"."breach_probability_calibration__dbt_tmp"
  
    
    as (
      with

predictions as (

    select * from "warehouse"."marts"."sla_risk_predictions"

),

-- Equal probabilities stay together: the decile is that of their rank.
ranked as (

    select
        source,
        clock,
        window_key,
        probability,
        case when status = 'breached' then 1 else 0 end as is_breach,
        cast(floor(
            10 * percent_rank() over (partition by source, clock order by probability)
        ) as bigint) as rank_tenth
    from predictions
    where fit = 'judged' and status in ('met', 'breached') and probability is not null

),

by_decile as (

    select
        source,
        clock,
        least(rank_tenth, 9) + 1 as decile,
        count(*) as n,
        count(distinct window_key) as window_count,
        avg(probability) as predicted_rate,
        avg(cast(is_breach as double)) as observed_rate
    from ranked
    group by source, clock, least(rank_tenth, 9)

),

-- Looks at one window tell the same outcome again and again: the interval counts windows, not looks.
with_interval as (

    select
        *,
        case
        when window_count > 0
            then least(cast(observed_rate * window_count as double) / window_count, greatest(0, least(1, (
                (observed_rate * window_count) + cast(1.959963984540054 as double) * cast(1.959963984540054 as double) / 2
                - cast(1.959963984540054 as double) * sqrt(
                    greatest((observed_rate * window_count) * (1 - cast(observed_rate * window_count as double) / window_count), 0) + cast(1.959963984540054 as double) * cast(1.959963984540054 as double) / 4
                )
            ) / ((window_count) + cast(1.959963984540054 as double) * cast(1.959963984540054 as double)))))
    end as observed_rate_low,
        case
        when window_count > 0
            then greatest(cast(observed_rate * window_count as double) / window_count, greatest(0, least(1, (
                (observed_rate * window_count) + cast(1.959963984540054 as double) * cast(1.959963984540054 as double) / 2
                + cast(1.959963984540054 as double) * sqrt(
                    greatest((observed_rate * window_count) * (1 - cast(observed_rate * window_count as double) / window_count), 0) + cast(1.959963984540054 as double) * cast(1.959963984540054 as double) / 4
                )
            ) / ((window_count) + cast(1.959963984540054 as double) * cast(1.959963984540054 as double)))))
    end as observed_rate_high
    from by_decile

)

select * from with_interval
    );
    
  