with

channels as (

    select * from {{ ref('stg_platform__product_channels') }}

),

products as (

    select * from {{ ref('int_products') }}

)

select
    channels.source,
    channels.product_id,
    products.product_name,
    products.status as product_status,
    channels.channel,
    channels.priority,
    channels.is_available,
    channels.channel = products.first_channel as is_first_choice,
    case
        when products.is_active and products.available_channel_count = 0 then 'sold nowhere'
        when products.is_active and products.is_first_channel_closed and channels.channel = products.first_channel
            then 'first choice closed'
        when not products.is_active and channels.is_available then 'sold though ' || products.status
    end as finding
from channels
inner join products on channels.source = products.source and channels.product_id = products.product_id
