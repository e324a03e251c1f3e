with

raw_rows as (

    select * from {{ source('platform', 'roi_opportunities') }}

),

renamed as (

    select
        source,
        id as opportunity_id,
        tenant_id,
        title,
        type as opportunity_type,
        status,
        impact_amount as reported_impact_usd,
        cast({{ whole_seconds('updated_at') }} as date) as updated_on,
        loaded_at
    from raw_rows

)

select * from renamed
