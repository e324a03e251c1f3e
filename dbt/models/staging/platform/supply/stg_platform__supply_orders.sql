with

raw_rows as (

    select * from {{ source('platform', 'supply_orders') }}

),

renamed as (

    select
        source,
        id as order_id,
        node_id,
        sku,
        status,
        quantity,
        promised_on,
        {{ whole_seconds('ordered_at') }} as ordered_at,
        {{ whole_seconds('arrived_at') }} as arrived_at,
        loaded_at
    from raw_rows

)

select * from renamed
