with

raw_rows as (

    select * from {{ source('platform', 'win_loss_analytics') }}

),

renamed as (

    select
        source,
        deal_id,
        outcome,
        competitor,
        reason_category,
        sentiment,
        tenant_id,
        segment,
        amount_usd,
        closed_on,
        loaded_at
    from raw_rows

)

select * from renamed
