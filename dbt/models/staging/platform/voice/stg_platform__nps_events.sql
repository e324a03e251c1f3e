with

raw_rows as (

    select * from {{ source('platform', 'nps_events') }}

),

renamed as (

    select
        source,
        id as nps_event_id,
        customer_id,
        score,
        status,
        channel,
        tenant_id,
        survey_id,
        comment,
        asked_at,
        answered_at,
        loaded_at
    from raw_rows

)

select * from renamed
