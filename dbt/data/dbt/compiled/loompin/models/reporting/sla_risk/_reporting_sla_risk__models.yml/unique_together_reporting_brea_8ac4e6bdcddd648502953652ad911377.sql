

select
    source, clock,
    count(*) as row_count
from "warehouse"."reporting"."breach_probability_quality"
group by source, clock
having count(*) > 1

