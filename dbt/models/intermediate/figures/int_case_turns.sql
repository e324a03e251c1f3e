with

events as (

    select * from {{ ref('int_case_events_to_compute') }}

),

-- What the customer sees: their opening and messages, and our replies.
public_messages as (

    select
        case_key,
        kind,
        occurred_second,
        moment,
        kind in ('created', 'customer_message') as is_asking,
        case when kind = 'public_reply' then coalesce(actor_id, '') end as replier_id
    from events
    where kind in ('created', 'created_privately', 'customer_message', 'public_reply')

),

compared as (

    select
        *,
        lag(is_asking) over in_order as was_asking,
        {{ last_known_before('replier_id') }} over in_order as replier_before
    from public_messages
    window in_order as (partition by case_key order by moment)

)

-- Several messages in a row ask once, from the first of them on, and the first reply after them answers.
select
    case_key,
    occurred_second,
    is_asking and not coalesce(was_asking, false) as asks,
    kind = 'public_reply' and was_asking as answers,
    kind = 'public_reply' and coalesce(replier_before <> replier_id, false) as hands_off
from compared
