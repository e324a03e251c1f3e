
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  

select *
from "warehouse"."reporting"."sla_attainment_cells"
where not coalesce(met_count between 0 and decided_count, false)


  
  
      
    ) dbt_internal_test