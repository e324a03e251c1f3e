

select *
from "warehouse"."reporting"."breach_probability_calibration"
where not coalesce(observed_rate between observed_rate_low and observed_rate_high, false)

