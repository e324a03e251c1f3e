{#-
    Every table that decides what is promised and on which calendar, or what a kept event says; of each the columns that
    matter. What is kept counts in the numbers of calendars and in seconds since the first day that they are laid out for.
-#}
{%- set promises = [
    ('int_sla_policies', ['clock_number', 'policy_id', 'tenant_id', 'segment', 'sla_tier', 'priority', 'target_amount',
        'target_unit', 'calendar_id', 'valid_from_second', 'valid_to_second', 'precedence']),
    ('int_calendar_versions', ['calendar_id', 'tenant_id', 'time_zone', 'version', 'is_default',
        'business_day_seconds', 'valid_from_second', 'calendar_key']),
    ('int_business_hours', ['calendar_id', 'version', 'weekday', 'opens_at', 'closes_at']),
    ('stg_support__calendar_date_hours', ['calendar_id', 'local_date', 'opens_at', 'closes_at']),
    ('stg_support__calendar_breaks', ['calendar_id', 'local_date', 'starts_at', 'ends_at']),
    ('int_calendar_holidays', ['calendar_id', 'starts_on', 'ends_on']),
    ('int_zendesk_agent_spells', ['user_id', 'from_second', 'to_second']),
    ('stg_zendesk__custom_statuses', ['status', 'state']),
    ('stg_zendesk__groups', ['group_id', 'group_name']),
    ('int_sources', ['carries']),
] -%}

with

sources as (

    select * from {{ ref('int_sources') }}

),

horizon as (

    select * from {{ ref('int_calendar_horizon') }}

),

{% for model, columns in promises %}
    {{ model }}_rows as (

        select
            source,
            {{ row_fingerprint(["'" ~ model ~ "'"] + columns) }} as fingerprint
        from {{ ref(model) }}

    ),

{% endfor %}
unioned as (

    {% for model, columns in promises %}
        select * from {{ model }}_rows
        {%- if not loop.last %}
            union all
        {%- endif %}
    {% endfor %}

),

-- The order of rows does not matter to an exclusive or, and their number goes beside it.
fingerprints as (

    select
        source,
        bit_xor(fingerprint) as row_fingerprint,
        count(*) as row_count
    from unioned
    group by source

)

select
    sources.source,
    {{ row_fingerprint(['fingerprints.row_fingerprint', 'horizon.first_day']) }} as row_fingerprint,
    fingerprints.row_count
from sources
cross join horizon
left join fingerprints on sources.source = fingerprints.source
