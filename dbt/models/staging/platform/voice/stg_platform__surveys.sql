with

raw_rows as (

    select * from {{ source('platform', 'surveys') }}

),

renamed as (

    select
        source,
        id as survey_id,
        tenant_id,
        title as survey_title,
        status,
        sent_count,
        created_at,
        loaded_at
    from raw_rows

)

select * from renamed
