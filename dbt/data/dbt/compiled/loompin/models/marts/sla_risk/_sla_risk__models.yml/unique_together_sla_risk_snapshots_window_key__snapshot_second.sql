

select
    window_key, snapshot_second,
    count(*) as row_count
from "warehouse"."marts"."sla_risk_snapshots"
group by window_key, snapshot_second
having count(*) > 1

