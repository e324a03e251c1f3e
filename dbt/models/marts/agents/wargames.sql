{%- set silent_days = 7 -%}
{%- set last_word = epoch_seconds('coalesce(known.last_message_at, known.started_at)') -%}

with

simulations as (

    select * from {{ ref('stg_platform__wargame_simulations') }}

),

messages as (

    select * from {{ ref('stg_platform__wargame_messages') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

visible_messages as (

    select messages.*
    from messages
    inner join sources on messages.source = sources.source
    where messages.sent_at is null or messages.sent_at <= sources.as_of

),

counted as (

    select
        source,
        simulation_id,
        count(*) as message_count,
        count(distinct round_index) as round_count,
        max(round_index) as last_round,
        count(distinct agent_sender) as participant_count,
        max_by(message_context, coalesce({{ epoch_seconds('sent_at') }}, round_index)) as last_message,
        max(sent_at) as last_message_at
    from visible_messages
    group by source, simulation_id

),

-- Messages of a game that has no row of its own are a game all the same.
known as (

    select
        coalesce(simulations.source, counted.source) as source,
        coalesce(simulations.simulation_id, counted.simulation_id) as simulation_id,
        simulations.tenant_id,
        simulations.topic,
        simulations.status as reported_status,
        simulations.decision,
        simulations.planned_round_count,
        simulations.reported_round_count,
        simulations.reported_message_count,
        coalesce(counted.round_count, 0) as round_count,
        coalesce(counted.message_count, 0) as message_count,
        coalesce(counted.participant_count, 0) as participant_count,
        coalesce(counted.last_round, 0) - coalesce(counted.round_count, 0) as skipped_round_count,
        counted.last_message,
        counted.last_message_at,
        simulations.started_at,
        simulations.concluded_at
    from simulations
    full join counted on simulations.source = counted.source and simulations.simulation_id = counted.simulation_id

),

-- What has neither a conclusion nor a word for a week has stopped, whatever it is called.
judged as (

    select
        known.*,
        case
            when known.concluded_at <= sources.as_of then 'concluded'
            when {{ last_word }} < sources.as_of_second - {{ silent_days }} * 86400 then 'never concluded'
            when known.last_message_at is null and known.started_at is null then 'not dated'
            else 'going on'
        end as outcome,
        sources.as_of_second - {{ epoch_seconds('known.last_message_at') }} as silent_seconds,
        {{ epoch_seconds('coalesce(known.concluded_at, known.last_message_at)') }} as last_second,
        {{ epoch_seconds('known.started_at') }} as started_second
    from known
    inner join sources on known.source = sources.source
    where known.started_at is null or known.started_at <= sources.as_of

)

select
    *,
    {{ whole_quotient('silent_seconds', 86400) }} as silent_day_count,
    (last_second - started_second) / 3600.0 as hours_played
from judged
