with

raw_rows as (

    select * from {{ source('platform', 'projects') }}

),

renamed as (

    select
        source,
        id as project_id,
        title,
        status,
        owner,
        progress_rate,
        starts_on,
        due_on,
        completed_on,
        loaded_at
    from raw_rows

)

select * from renamed
