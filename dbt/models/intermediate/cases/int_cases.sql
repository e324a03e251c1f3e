with

unioned as (

    select * from {{ ref('int_cases_unioned') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

visible_cases as (

    select
        unioned.source,
        unioned.case_id,
        unioned.tenant_id,
        unioned.requester_id,
        unioned.customer_id,
        unioned.owner_id,
        unioned.group_name,
        unioned.merged_into_case_id,
        unioned.subject,
        unioned.channel,
        unioned.severity,
        unioned.component,
        unioned.root_cause,
        unioned.region,
        unioned.tags,
        unioned.is_created_privately,
        unioned.reported_reopen_count,
        unioned.reported_reassignment_count,
        unioned.opened_at,
        unioned.reported_resolved_at,
        unioned.reported_closed_at,
        coalesce(unioned.sla_tier, tenants.support_tier, 'Standard') as sla_tier,
        coalesce(unioned.segment, tenants.segment, 'Unsegmented') as segment,
        coalesce(tenants.tenant_name, unioned.tenant_id) as tenant_name,
        tenants.plan,
        tenants.arr_usd,
        sources.as_of_second,
        {{ epoch_seconds('unioned.opened_at') }} as opened_second
    from unioned
    inner join sources on unioned.source = sources.source
    left join tenants on unioned.tenant_id = tenants.tenant_id
    where unioned.opened_at <= sources.as_of

),

{% if has_case_keys() %}
    numbered_before as (

        select
            source,
            case_id,
            case_key
        from {{ this }}

    ),

{% endif %}
-- A number for each case: comparing numbers makes the passes over the timeline twice as fast as comparing text.
-- A case keeps its number from run to run.
numbered as (

    {% if has_case_keys() %}
        select
            coalesce(
                numbered_before.case_key,
                (select coalesce(max(case_key), 0) from numbered_before)
                + row_number() over (partition by numbered_before.case_key is null)
            ) as case_key,
            visible_cases.*
        from visible_cases
        left join numbered_before
            on visible_cases.source = numbered_before.source and visible_cases.case_id = numbered_before.case_id
    {% else %}
        select
            row_number() over () as case_key,
            *
        from visible_cases
    {% endif %}

)

select
    *,
    {{ row_fingerprint([
        'case_id', 'tenant_id', 'requester_id', 'customer_id', 'owner_id', 'group_name', 'merged_into_case_id',
        'subject', 'channel', 'severity', 'component', 'root_cause', 'region', 'tags', 'is_created_privately',
        'reported_reopen_count', 'reported_reassignment_count', 'opened_at', 'reported_resolved_at',
        'reported_closed_at', 'sla_tier', 'segment', 'tenant_name', 'plan', 'arr_usd'
    ]) }} as attributes_fingerprint
from numbered
