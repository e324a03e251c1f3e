with

sla_measurability as (

    select * from {{ ref('sla_measurability') }}

)

select
    source,
    clock,
    label,
    is_measured,
    note,
    window_count
from sla_measurability
