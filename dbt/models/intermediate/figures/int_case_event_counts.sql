with

events as (

    select * from {{ ref('int_case_events_to_compute') }}

),

counted as (

    select
        case_key,
        count(case when kind = 'public_reply' then 1 end) as agent_reply_count,
        count(case when kind = 'customer_message' then 1 end) as customer_comment_count,
        count(case when kind = 'internal_note' then 1 end) as internal_comment_count,
        count(case when kind = 'internal_note' and actor_kind = 'customer' then 1 end) as customer_note_count,
        max(case when kind in ('public_reply', 'customer_message', 'internal_note') then occurred_second end)
            as last_comment_second,
        count(case when kind = 'group_changed' and value is not null then 1 end) as group_station_count,
        count(case when kind = 'deleted' then 1 end) as deletion_count,
        count(case when kind = 'recovered' then 1 end) as recovery_count
    from events
    group by case_key

)

select * from counted
