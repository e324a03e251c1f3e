

select
    source, clock, decile,
    count(*) as row_count
from "warehouse"."reporting"."breach_probability_calibration"
group by source, clock, decile
having count(*) > 1

