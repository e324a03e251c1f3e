
  
    
  create view "warehouse"."reporting"."breach_probability_calibration__dbt_tmp" as (
    with

breach_probability_calibration as (

    select * from "warehouse"."marts"."breach_probability_calibration"

)

select
    source,
    clock,
    decile,
    n,
    window_count,
    predicted_rate,
    observed_rate,
    observed_rate_low,
    observed_rate_high
from breach_probability_calibration
  );
