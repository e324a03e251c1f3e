

select *
from "warehouse"."marts"."sla_risk_snapshots"
where not coalesce(used_share between 0 and 1, false)

