
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  

select *
from "warehouse"."reporting"."sla_targets_in_force"
where not coalesce(target_seconds > 0, false)


  
  
      
    ) dbt_internal_test