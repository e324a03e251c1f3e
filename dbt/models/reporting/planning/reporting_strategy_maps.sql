with

strategy_maps as (

    select * from {{ ref('strategy_maps') }}

)

select
    source,
    map_id,
    title,
    status,
    view_mode,
    node_count,
    cast(days_since_update as bigint) as days_since_update,
    is_in_use,
    is_stale,
    updated_on
from strategy_maps
