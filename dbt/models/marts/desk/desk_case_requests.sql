with

cases as (

    select * from {{ ref('cases') }}

),

numbered as (

    select
        case_key,
        row_number() over along as request_number,
        {{ epoch_seconds('opened_at') }} - lag({{ epoch_seconds('opened_at') }}) over along
            as seconds_since_last_request
    from cases
    where not is_removed and requester_id is not null
    window along as (partition by source, requester_id order by opened_at, case_id)

)

select * from numbered
