
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  

select
    source, tenant_id, segment, sla_tier, priority, clock, valid_from,
    count(*) as row_count
from "warehouse"."reporting"."sla_targets_in_force"
group by source, tenant_id, segment, sla_tier, priority, clock, valid_from
having count(*) > 1


  
  
      
    ) dbt_internal_test