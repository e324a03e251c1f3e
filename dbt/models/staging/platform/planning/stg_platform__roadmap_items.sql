with

raw_rows as (

    select * from {{ source('platform', 'roadmap_items') }}

),

renamed as (

    select
        source,
        id as item_id,
        title,
        status,
        priority,
        cast(eta || '-01' as date) as eta_month,
        cast(coalesce(first_eta, eta) || '-01' as date) as first_eta_month,
        done_on,
        loaded_at
    from raw_rows

)

select * from renamed
