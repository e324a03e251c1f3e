with

feature_adoption as (

    select * from {{ ref('feature_adoption') }}

)

select
    source,
    feature,
    is_measured,
    granted_count,
    used_count,
    used_without_right_count,
    use_rate,
    use_rate_low,
    use_rate_high
from feature_adoption
