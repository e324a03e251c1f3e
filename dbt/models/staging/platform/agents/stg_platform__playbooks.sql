with

raw_rows as (

    select * from {{ source('platform', 'playbooks') }}

),

renamed as (

    select
        source,
        id as playbook_id,
        title as playbook_title,
        steps,
        category,
        status,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
