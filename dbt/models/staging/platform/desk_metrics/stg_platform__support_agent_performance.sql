with

raw_rows as (

    select * from {{ source('platform', 'support_agent_performance') }}

),

renamed as (

    select
        source,
        agent_name,
        agent_id,
        status,
        csat,
        volume as case_count,
        avg_handle_seconds,
        period_start as period_month,
        loaded_at
    from raw_rows

)

select * from renamed
