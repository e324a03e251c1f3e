with

raw_rows as (

    select * from {{ source('platform', 'appstore_versions') }}

),

renamed as (

    select
        source,
        platform as store,
        version,
        release_notes,
        session_count,
        crashed_session_count,
        released_on,
        loaded_at
    from raw_rows

)

select * from renamed
