
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  

select *
from "warehouse"."reporting"."at_risk_clocks"
where not coalesce(breach_probability is null or breach_probability between 0 and 1, false)


  
  
      
    ) dbt_internal_test