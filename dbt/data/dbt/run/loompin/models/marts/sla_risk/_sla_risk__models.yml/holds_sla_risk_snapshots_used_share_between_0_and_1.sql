
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  

select *
from "warehouse"."marts"."sla_risk_snapshots"
where not coalesce(used_share between 0 and 1, false)


  
  
      
    ) dbt_internal_test