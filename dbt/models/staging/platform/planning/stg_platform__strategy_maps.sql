with

raw_rows as (

    select * from {{ source('platform', 'strategy_maps') }}

),

renamed as (

    select
        source,
        id as map_id,
        title,
        node_count,
        view_mode,
        status,
        cast({{ whole_seconds('updated_at') }} as date) as updated_on,
        loaded_at
    from raw_rows

)

select * from renamed
