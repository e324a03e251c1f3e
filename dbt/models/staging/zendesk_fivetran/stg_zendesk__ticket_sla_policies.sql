with

raw_rows as (

    select * from {{ source('zendesk_fivetran', 'ticket_sla_policy') }}

),

renamed as (

    select
        source,
        cast(ticket_id as {{ dbt.type_string() }}) as ticket_id,
        cast(sla_policy_id as {{ dbt.type_string() }}) as sla_policy_id,
        {{ whole_seconds('policy_applied_at') }} as policy_applied_at,
        loaded_at
    from raw_rows

)

select * from renamed
