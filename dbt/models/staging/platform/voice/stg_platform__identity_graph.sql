with

raw_rows as (

    select * from {{ source('platform', 'identity_graph') }}

),

renamed as (

    select
        source,
        canonical_id,
        source_platform,
        source_id,
        confidence,
        linked_at,
        loaded_at
    from raw_rows

)

select * from renamed
