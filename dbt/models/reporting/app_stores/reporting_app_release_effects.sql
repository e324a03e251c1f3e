with

app_release_effects as (

    select * from {{ ref('app_release_effects') }}

)

select
    source,
    store,
    version,
    released_on,
    before_count,
    before_mean,
    before_low,
    before_high,
    after_count,
    after_mean,
    after_low,
    after_high,
    difference,
    difference_low,
    difference_high
from app_release_effects
