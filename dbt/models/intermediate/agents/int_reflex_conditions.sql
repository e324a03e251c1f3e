with

reflexes as (

    select * from {{ ref('stg_platform__reflexes') }}

),

reflex_logs as (

    select * from {{ ref('stg_platform__reflex_logs') }}

),

signals as (

    select * from {{ ref('reflex_signals') }}

),

log_starts as (

    select
        source,
        min(fired_at) as log_starts_at
    from reflex_logs
    group by source

),

measured as (

    select distinct
        source,
        signal
    from {{ ref('int_reflex_signal_values') }}

),

{% set form = '^[ ]*([a-z_]+)[ ]*(<=|>=|==|!=|<|>)[ ]*(-?[0-9]+[.]?[0-9]*|true|false)[ ]*([a-z%]*)[ ]*$' %}
-- One signal, one operator, one threshold, and perhaps its unit. What has another form is not guessed at.
split as (

    select
        *,
        regexp_extract(trigger_condition, '{{ form }}', 1) as signal,
        regexp_extract(trigger_condition, '{{ form }}', 2) as operator,
        regexp_extract(trigger_condition, '{{ form }}', 3) as threshold_text,
        regexp_extract(trigger_condition, '{{ form }}', 4) as threshold_unit
    from reflexes

),

looked_up as (

    select
        split.source,
        split.reflex_id,
        split.reflex_name,
        split.reflex_type,
        split.trigger_condition,
        split.action_plan,
        split.is_enabled,
        nullif(split.signal, '') as signal,
        nullif(split.operator, '') as operator,
        nullif(split.threshold_unit, '') as threshold_unit,
        signals.entity_kind,
        coalesce(signals.is_quiet_without_value, false) as is_quiet_without_value,
        case
            when split.threshold_text = 'true' then 1.0
            when split.threshold_text = 'false' then 0.0
            else cast(nullif(split.threshold_text, '') as double)
        end as threshold,
        coalesce(split.active_from, log_starts.log_starts_at) as watched_from,
        case
            when split.signal = '' then 'not one signal, operator and threshold'
            when signals.signal is null then 'signal ' || split.signal || ' is not known here'
            when (signals.value_type = 'truth') <> (split.threshold_text in ('true', 'false'))
                then 'the threshold of ' || split.signal || ' is a ' || signals.value_type
            when signals.value_type = 'truth' and split.operator not in ('==', '!=')
                then 'true and false are not compared by size'
            when split.threshold_unit <> coalesce(signals.unit, '')
                then 'the threshold of ' || split.signal || ' has ' || coalesce('the unit ' || signals.unit, 'no unit')
            when not split.is_enabled then 'switched off'
            when signals.measured_by is null then 'nothing in the warehouse measures ' || split.signal || ' yet'
            when measured.signal is null then 'no source has values of ' || split.signal
            when coalesce(split.active_from, log_starts.log_starts_at) is null then 'no log says when reflexes fired'
        end as not_evaluated_reason
    from split
    left join signals on split.signal = signals.signal
    left join log_starts on split.source = log_starts.source
    left join measured on split.source = measured.source and split.signal = measured.signal

)

select
    *,
    not_evaluated_reason is null as is_evaluated
from looked_up
