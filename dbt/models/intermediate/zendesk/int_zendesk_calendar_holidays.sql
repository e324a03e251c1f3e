with

holidays as (

    select * from {{ ref('stg_zendesk__schedule_holidays') }}

)

select
    source,
    schedule_id as calendar_id,
    coalesce(holiday_name, 'Holiday') as holiday_name,
    starts_on,
    ends_on,
    loaded_at
from holidays
where not is_deleted and starts_on <= ends_on
