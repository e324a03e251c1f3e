with

raw_rows as (

    select * from {{ source('platform', 'customer_events') }}

),

renamed as (

    select
        source,
        id as event_id,
        tenant_id,
        event_type,
        sentiment_score,
        summary,
        customer_id,
        channel,
        case_id,
        product_id,
        survey_id,
        response_id,
        csat_score,
        occurred_at,
        loaded_at
    from raw_rows

)

select * from renamed
