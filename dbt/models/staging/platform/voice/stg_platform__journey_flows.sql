with

raw_rows as (

    select * from {{ source('platform', 'journey_flows') }}

),

renamed as (

    select
        source,
        id as flow_id,
        name as flow_name,
        total_volume,
        status,
        journey_id,
        loaded_at
    from raw_rows

)

select * from renamed
