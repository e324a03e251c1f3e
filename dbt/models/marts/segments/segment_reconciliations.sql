with

segments as (

    select * from {{ ref('segments') }}
    where origin = 'platform'

),

memberships as (

    select * from {{ ref('segment_memberships') }}
    where is_current

),

weeks as (

    select * from {{ ref('segment_weeks') }}

),

moved_lately as (

    select
        source,
        segment_id,
        sum(moved_in_count + moved_out_count) as move_count
    from weeks
    where weeks_ago <= 1
    group by source, segment_id

),

feelings as (

    select * from {{ ref('stg_platform__survey_sentiment') }}

),

-- The platform measures the answers of the ninety days before the day that it names.
felt as (

    select
        segments.source,
        segments.segment_id,
        avg(feelings.joy) as joy,
        avg(feelings.anger) as anger,
        avg(feelings.fear) as fear,
        avg(feelings.overall_score) as sentiment
    from segments
    inner join memberships on segments.source = memberships.source and segments.segment_id = memberships.segment_id
    inner join feelings on memberships.source = feelings.source and memberships.customer_id = feelings.customer_id
    where
        cast(feelings.answered_at as date) < segments.measured_on
        and cast(feelings.answered_at as date) >= segments.measured_on - interval '90' day
    group by segments.source, segments.segment_id

),

-- A size is counted as of the moment looked at, and reported up to a week earlier: so many as moved since may be the
-- difference.
unioned as (

    select
        segments.source,
        segments.tenant_id,
        'segments.size' as measure,
        segments.segment_id as entity_id,
        cast(null as date) as period_date,
        cast(segments.reported_size as double) as reported_value,
        cast(segments.member_count as double) as computed_value,
        greatest(
            1, cast(0.01 as double) * coalesce(segments.member_count, 0), coalesce(moved_lately.move_count, 0)
        ) as tolerance
    from segments
    left join moved_lately
        on segments.source = moved_lately.source and segments.segment_id = moved_lately.segment_id

    {% for feeling in ['joy', 'anger', 'fear', 'sentiment'] %}
        union all

        select
            segments.source,
            segments.tenant_id,
            'segment_perception.{{ 'sentiment_score' if feeling == 'sentiment' else feeling }}' as measure,
            segments.segment_id as entity_id,
            segments.measured_on as period_date,
            segments.reported_{{ feeling }} as reported_value,
            felt.{{ feeling }} as computed_value,
            cast(0.01 as double) as tolerance
        from segments
        left join felt on segments.source = felt.source and segments.segment_id = felt.segment_id
        where segments.measured_on is not null
    {% endfor %}

)

select * from unioned
