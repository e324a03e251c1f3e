with

raw_rows as (

    select * from {{ source('support', 'runbooks') }}

),

renamed as (

    select
        source,
        runbook_id,
        title,
        component,
        owner_team,
        steps,
        is_active,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
