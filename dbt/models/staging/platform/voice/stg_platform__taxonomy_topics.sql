with

raw_rows as (

    select * from {{ source('platform', 'taxonomy_topics') }}

),

renamed as (

    select
        source,
        id as topic_id,
        label as topic_label,
        parent_id as parent_topic_id,
        weight,
        loaded_at
    from raw_rows

)

select * from renamed
