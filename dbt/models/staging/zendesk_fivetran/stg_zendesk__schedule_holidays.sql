with

raw_rows as (

    select * from {{ source('zendesk_fivetran', 'schedule_holiday') }}

),

renamed as (

    select
        source,
        cast(schedule_id as {{ dbt.type_string() }}) as schedule_id,
        cast(id as {{ dbt.type_string() }}) as holiday_id,
        name as holiday_name,
        coalesce(_fivetran_deleted, false) as is_deleted,
        start_date as starts_on,
        end_date as ends_on,
        loaded_at
    from raw_rows

)

select * from renamed
