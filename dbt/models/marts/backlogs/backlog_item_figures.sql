with

item_weeks as (

    select * from {{ ref('backlog_item_weeks') }}

),

weeks as (

    select * from {{ ref('backlog_weeks') }}

),

trends as (

    select * from {{ ref('backlog_trends') }}

),

gaps as (

    select * from {{ ref('backlog_gaps') }}

),

owners as (

    select * from {{ ref('backlog_owners') }}

),

compared as (

    select
        *,
        {{ difference_bound('now', 'before', '-') }} as change_low,
        {{ difference_bound('now', 'before', '+') }} as change_high
    from trends

)

select
    item_weeks.*,
    weeks.week,
    weeks.is_whole_week,
    weeks.closed_count,
    compared.now_rate as share,
    compared.now_rate_low as share_low,
    compared.now_rate_high as share_high,
    compared.previous_week_case_count,
    compared.before_case_count,
    compared.before_rate as before_share,
    compared.now_rate - compared.before_rate as share_change,
    compared.change_low as share_change_low,
    compared.change_high as share_change_high,
    case
        when not compared.has_history then 'too early'
        when compared.before_case_count = 0 then 'new'
        when compared.change_low > 0 then 'rising'
        when compared.change_high < 0 then 'falling'
        else 'steady'
    end as trend,
    csat.item_count as csat_count,
    csat.item_mean as csat,
    csat.rest_count as csat_rest_count,
    csat.item_mean - csat.rest_mean as csat_gap,
    {{ mean_difference_bound('csat.item', 'csat.rest', '-') }} as csat_gap_low,
    {{ mean_difference_bound('csat.item', 'csat.rest', '+') }} as csat_gap_high,
    nps.item_count as nps_count,
    nps.item_mean as nps,
    nps.rest_count as nps_rest_count,
    nps.item_mean - nps.rest_mean as nps_gap,
    {{ mean_difference_bound('nps.item', 'nps.rest', '-') }} as nps_gap_low,
    {{ mean_difference_bound('nps.item', 'nps.rest', '+') }} as nps_gap_high,
    owners.component,
    owners.owner_team,
    owners.owner_name,
    owners.escalation_channel,
    case when item_weeks.theme_kind = 'topic' then 'theme:' || item_weeks.theme_id end as opportunity_key,
    '{{ backlog_setting('definition_version') }}' as definition_version
from item_weeks
inner join weeks on item_weeks.source = weeks.source and item_weeks.week_start = weeks.week_start
inner join compared
    on
        item_weeks.source = compared.source
        and item_weeks.item_key = compared.item_key
        and item_weeks.week_start = compared.week_start
left join gaps as csat
    on
        item_weeks.source = csat.source
        and item_weeks.item_key = csat.item_key
        and item_weeks.week_start = csat.week_start
        and csat.kind = 'csat'
left join gaps as nps
    on
        item_weeks.source = nps.source
        and item_weeks.item_key = nps.item_key
        and item_weeks.week_start = nps.week_start
        and nps.kind = 'nps'
left join owners
    on
        item_weeks.source = owners.source
        and item_weeks.item_key = owners.item_key
        and item_weeks.week_start = owners.week_start
