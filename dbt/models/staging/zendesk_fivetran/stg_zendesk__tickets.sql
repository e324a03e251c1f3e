with

raw_rows as (

    select * from {{ source('zendesk_fivetran', 'ticket') }}

),

renamed as (

    select
        source,
        cast(id as {{ dbt.type_string() }}) as ticket_id,
        cast(organization_id as {{ dbt.type_string() }}) as organization_id,
        cast(requester_id as {{ dbt.type_string() }}) as requester_id,
        cast(submitter_id as {{ dbt.type_string() }}) as submitter_id,
        cast(assignee_id as {{ dbt.type_string() }}) as assignee_id,
        cast(group_id as {{ dbt.type_string() }}) as group_id,
        cast(brand_id as {{ dbt.type_string() }}) as brand_id,
        subject,
        lower(status) as status,
        lower(priority) as priority,
        type as ticket_type,
        lower(via_channel) as via_channel,
        merged_ticket_ids,
        {{ whole_seconds('created_at') }} as created_at,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
