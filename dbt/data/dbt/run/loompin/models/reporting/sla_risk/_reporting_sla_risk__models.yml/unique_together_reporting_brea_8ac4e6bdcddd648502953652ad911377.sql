
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  

select
    source, clock,
    count(*) as row_count
from "warehouse"."reporting"."breach_probability_quality"
group by source, clock
having count(*) > 1


  
  
      
    ) dbt_internal_test