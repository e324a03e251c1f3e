
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  

select
    window_key, snapshot_second,
    count(*) as row_count
from "warehouse"."marts"."sla_risk_snapshots"
group by window_key, snapshot_second
having count(*) > 1


  
  
      
    ) dbt_internal_test