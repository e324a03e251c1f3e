

select *
from "warehouse"."reporting"."sla_attainment_cells"
where not coalesce(met_count between 0 and decided_count, false)

