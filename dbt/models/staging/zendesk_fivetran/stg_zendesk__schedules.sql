with

raw_rows as (

    select * from {{ source('zendesk_fivetran', 'schedule') }}

),

renamed as (

    select
        source,
        cast(id as {{ dbt.type_string() }}) as schedule_id,
        name as schedule_name,
        time_zone as zendesk_time_zone,
        start_time as starts_minute,
        end_time as ends_minute,
        coalesce(_fivetran_deleted, false) as is_deleted,
        {{ whole_seconds('created_at') }} as created_at,
        {{ whole_seconds('_fivetran_synced') }} as synced_at,
        loaded_at
    from raw_rows

)

select * from renamed
