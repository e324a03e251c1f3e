with

cases as (

    select * from {{ ref('desk_cases') }}

),

used as (

    select * from {{ ref('desk_early_uses') }}

),

-- Compared with: cases that were replied to and never saw any macro, or any file.
unused as (

    select
        case_key,
        'macro' as family
    from cases
    where macro_count = 0 and first_response_at is not null

    union all

    select
        case_key,
        'file' as family
    from cases
    where file_count = 0 and first_response_at is not null

)

select
    case_key,
    family,
    subject,
    entity_id,
    true as is_used
from used

union all

select
    case_key,
    family,
    null as subject,
    null as entity_id,
    false as is_used
from unused
