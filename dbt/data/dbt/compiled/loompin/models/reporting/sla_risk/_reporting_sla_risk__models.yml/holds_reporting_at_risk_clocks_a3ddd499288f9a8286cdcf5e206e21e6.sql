

select *
from "warehouse"."reporting"."at_risk_clocks"
where not coalesce(breach_probability is null or breach_probability between 0 and 1, false)

