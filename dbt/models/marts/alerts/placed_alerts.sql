{%- set found = [
    'alerts_of_breaches', 'alerts_of_risks', 'alerts_of_burn', 'alerts_of_repeats',
    'alerts_of_reflexes',
] -%}

with

{{ unioned_rows(found) }},

rules as (

    select * from {{ ref('alert_rule_states') }}

),

cases as (

    select * from {{ ref('cases') }}

),

customers as (

    select * from {{ ref('stg_platform__customers') }}

),

resources as (

    select * from {{ ref('desk_resources') }}

),

-- The component of a repeated trouble is its subject, or that of the resource.
placed as (

    select
        unioned.*,
        rules.kind,
        rules.label as rule_label,
        rules.told_of,
        cases.case_key,
        cases.priority,
        cases.state,
        coalesce(cases.customer_id, customers.customer_id) as customer_id,
        cases.group_name,
        coalesce(unioned.tenant_id, cases.tenant_id) as told_tenant_id,
        coalesce(
            cases.component,
            resources.component,
            case when unioned.rule_id in ('repeated_component', 'repeated_incident') then unioned.subject end
        ) as component,
        cases.case_id is not null and not cases.is_resolved and not cases.is_removed as is_case_open,
        {{ epoch_seconds('unioned.began_at') }} as began_second
    from unioned
    inner join rules on unioned.source = rules.source and unioned.rule_id = rules.rule_id
    left join cases on unioned.source = cases.source and unioned.case_id = cases.case_id
    left join customers
        on
            unioned.source = customers.source
            and unioned.subject = customers.customer_id
            and unioned.case_id is null
    left join resources
        on
            unioned.source = resources.source
            and unioned.subject = resources.resource_id
            and unioned.rule_id = 'repeated_resource'

)

select * from placed
