with

raw_rows as (

    select * from {{ source('platform', 'user_org_map') }}

),

renamed as (

    select
        source,
        user_id,
        org_id as unit_id,
        primary_access as is_primary,
        loaded_at
    from raw_rows

)

select * from renamed
