
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  

select *
from "warehouse"."reporting"."breach_probability_calibration"
where not coalesce(observed_rate between observed_rate_low and observed_rate_high, false)


  
  
      
    ) dbt_internal_test