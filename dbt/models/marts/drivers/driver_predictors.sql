with

mentions as (

    select * from {{ ref('driver_mentions') }}

),

topics as (

    select * from {{ ref('themes') }}

),

counted as (

    select
        source,
        outcome,
        kind,
        predictor,
        count(*) as mention_count
    from mentions
    group by source, outcome, kind, predictor

),

-- What happened to cases comes first, then what is named most; what comes after the last slot is not analysed.
ordered as (

    select
        *,
        row_number() over (
            partition by source, outcome
            order by case when kind = 'setback' then 0 else 1 end asc, mention_count desc, predictor asc
        ) as slot
    from counted

),

named as (

    select
        ordered.source,
        ordered.outcome,
        ordered.slot,
        ordered.predictor,
        coalesce(
            topics.topic_label,
            case ordered.predictor
                when 'breached' then 'A promise was broken'
                when 'handed_over' then 'Handed over'
                when 'reopened' then 'Reopened'
                when 'waited' then 'Waited on the customer'
            end,
            ordered.predictor
        ) as label,
        coalesce(topics.parent_label, ordered.kind) as lies_below,
        ordered.kind,
        ordered.mention_count
    from ordered
    left join topics
        on ordered.kind = 'topic' and ordered.source = topics.source and ordered.predictor = topics.topic_id

),

-- Of two with one label, each is told with what it lies below, or with its kind.
told as (

    select
        *,
        case
            when count(*) over (partition by source, outcome, lower(label)) > 1 then label || ' · ' || lies_below
            else label
        end as told_label
    from named

)

select
    source,
    outcome,
    slot,
    predictor,
    case
        when count(*) over (partition by source, outcome, lower(told_label)) > 1 then told_label || ' · ' || predictor
        else told_label
    end as predictor_label,
    kind,
    case when kind = 'topic' then predictor end as topic_id,
    mention_count,
    slot <= {{ driver_slots() }} as is_analysed
from told
