

select *
from "warehouse"."reporting"."sla_targets_in_force"
where not coalesce(target_seconds > 0, false)

