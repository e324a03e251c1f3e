with

raw_rows as (

    select * from {{ source('platform', 'segment_versions') }}

),

renamed as (

    select
        source,
        segment_id,
        version,
        changed_by,
        change_reason,
        definition,
        valid_from,
        loaded_at
    from raw_rows

)

select * from renamed
