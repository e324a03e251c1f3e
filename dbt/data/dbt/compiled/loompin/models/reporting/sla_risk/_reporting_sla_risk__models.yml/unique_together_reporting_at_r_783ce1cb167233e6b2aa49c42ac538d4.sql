

select
    source, case_id, clock, window_number,
    count(*) as row_count
from "warehouse"."reporting"."at_risk_clocks"
group by source, case_id, clock, window_number
having count(*) > 1

