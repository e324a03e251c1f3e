

select
    source, tenant_id, segment, sla_tier, priority, clock, calendar_id, week, target_seconds, judged_target_seconds,
    count(*) as row_count
from "warehouse"."reporting"."sla_attainment_cells"
group by source, tenant_id, segment, sla_tier, priority, clock, calendar_id, week, target_seconds, judged_target_seconds
having count(*) > 1

