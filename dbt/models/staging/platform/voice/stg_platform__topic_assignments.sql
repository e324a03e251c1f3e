with

raw_rows as (

    select * from {{ source('platform', 'topic_assignments') }}

),

renamed as (

    select
        source,
        topic_id,
        entity_id,
        score,
        assigned_at,
        loaded_at
    from raw_rows

)

select * from renamed
