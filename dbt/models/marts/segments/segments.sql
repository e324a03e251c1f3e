with

versions as (

    select * from {{ ref('segment_versions') }}

),

weeks as (

    select * from {{ ref('segment_weeks') }}

),

reported_segments as (

    select * from {{ ref('reported_segments') }}

),

customers as (

    select * from {{ ref('customer_attributes') }}

),

-- Members of today who have left: a definition that does not ask for it counts them.
gone as (

    select
        source,
        segment_id,
        count(*) as left_member_count
    from {{ ref('segment_memberships') }}
    where is_current and has_left
    group by source, segment_id

),

customer_counts as (

    select
        source,
        count(*) as customer_count
    from customers
    group by source

),

today as (

    select * from weeks
    where weeks_ago = 0

),

-- The version in force, or the newest one where none is.
ranked as (

    select
        versions.*,
        today.member_count,
        today.version is not null as is_in_force,
        count(*) over (partition by versions.source, versions.segment_id) as version_count,
        count(versions.problem) over (partition by versions.source, versions.segment_id) as problem_count,
        max(versions.problem) over (partition by versions.source, versions.segment_id) as a_problem,
        row_number() over (
            partition by versions.source, versions.segment_id
            order by case when today.version is not null then 0 else 1 end, versions.version desc
        ) as newness
    from versions
    left join today
        on
            versions.source = today.source
            and versions.segment_id = today.segment_id
            and versions.version = today.version

)

select
    ranked.source,
    ranked.segment_id,
    ranked.segment_name,
    ranked.origin,
    ranked.tenant_id,
    ranked.primary_trait as reported_trait,
    ranked.version,
    ranked.version_count,
    ranked.definition,
    ranked.attributes,
    ranked.attribute_names,
    ranked.author,
    ranked.reason,
    ranked.valid_from,
    ranked.is_in_force,
    ranked.problem_count,
    coalesce(ranked.problem, ranked.a_problem) as problem,
    ranked.member_count,
    case when ranked.is_in_force then coalesce(gone.left_member_count, 0) end as left_member_count,
    cast(ranked.member_count as double) / nullif(customer_counts.customer_count, 0) as member_share,
    reported_segments.reported_size,
    reported_segments.measured_on,
    reported_segments.reported_joy,
    reported_segments.reported_anger,
    reported_segments.reported_fear,
    reported_segments.reported_sentiment,
    reported_segments.reported_sentiment_change
from ranked
left join customer_counts on ranked.source = customer_counts.source
left join gone on ranked.source = gone.source and ranked.segment_id = gone.segment_id
left join reported_segments
    on
        ranked.source = reported_segments.source
        and ranked.segment_id = reported_segments.segment_id
        and ranked.origin = 'platform'
where ranked.newness = 1
