with

raw_rows as (

    select * from {{ source('ingestion', 'taxonomy_versions') }}

),

renamed as (

    select
        version,
        author,
        reason,
        published_at,
        topic_id,
        topic_label,
        parent_topic_id,
        weight,
        aliases
    from raw_rows

)

select * from renamed
