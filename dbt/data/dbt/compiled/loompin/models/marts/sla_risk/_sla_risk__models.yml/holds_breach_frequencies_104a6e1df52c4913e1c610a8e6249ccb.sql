

select *
from "warehouse"."marts"."breach_frequencies"
where not coalesce(probability between 0 and 1 and breached <= n, false)

