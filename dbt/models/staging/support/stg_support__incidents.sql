with

raw_rows as (

    select * from {{ source('support', 'incidents') }}

),

renamed as (

    select
        source,
        incident_id,
        commander_id,
        title,
        status,
        severity,
        component,
        comms_channel,
        corrective_actions,
        {{ whole_seconds('started_at') }} as started_at,
        {{ whole_seconds('resolved_at') }} as resolved_at,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
