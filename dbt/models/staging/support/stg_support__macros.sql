with

raw_rows as (

    select * from {{ source('support', 'macros') }}

),

renamed as (

    select
        source,
        macro_id,
        runbook_id,
        title,
        category,
        body,
        self_serve_url,
        is_active,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
