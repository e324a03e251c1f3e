
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  

select
    source, tenant_id, segment, sla_tier, priority, clock, calendar_id, week, target_seconds, judged_target_seconds,
    count(*) as row_count
from "warehouse"."reporting"."sla_attainment_cells"
group by source, tenant_id, segment, sla_tier, priority, clock, calendar_id, week, target_seconds, judged_target_seconds
having count(*) > 1


  
  
      
    ) dbt_internal_test