
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  

select
    source, case_id, clock, window_number,
    count(*) as row_count
from "warehouse"."reporting"."at_risk_clocks"
group by source, case_id, clock, window_number
having count(*) > 1


  
  
      
    ) dbt_internal_test