
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  

select *
from "warehouse"."marts"."breach_frequencies"
where not coalesce(probability between 0 and 1 and breached <= n, false)


  
  
      
    ) dbt_internal_test