with

raw_rows as (

    select * from {{ source('platform', 'twin_history') }}

),

renamed as (

    select
        source,
        row_hash || '-' || cast(row_ordinal as {{ dbt.type_string() }}) as record_id,
        twin_id,
        case split_part(twin_id, '_', 2)
            when 'cust' then 'customer'
            when 'prod' then 'product'
            when 'node' then 'node'
            else 'other'
        end as twin_kind,
        substring(twin_id, length(split_part(twin_id, '_', 2)) + 5) as entity_id,
        state_snapshot,
        event_trigger,
        confidence,
        {{ whole_seconds('recorded_at') }} as recorded_at,
        loaded_at
    from raw_rows

)

select * from renamed
