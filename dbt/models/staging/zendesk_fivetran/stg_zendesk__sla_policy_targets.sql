with

raw_rows as (

    select * from {{ source('zendesk_fivetran', 'sla_policy_metric_history') }}

),

renamed as (

    select
        source,
        cast(sla_policy_id as {{ dbt.type_string() }}) as sla_policy_id,
        lower(metric) as metric,
        lower(priority) as priority,
        target as target_minutes,
        coalesce(business_hours, false) as is_business_time,
        {{ whole_seconds('sla_policy_updated_at') }} as valid_from,
        loaded_at
    from raw_rows

)

select * from renamed
