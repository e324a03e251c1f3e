with

policies as (

    select * from {{ ref('stg_platform__governance_policies') }}

),

rules as (

    select * from {{ ref('governance_rules') }}

),

{% set form = '^[ ]*([a-z_]+)[(](.*)[)][ ]*$' %}
{% set amount = '[$]([0-9]+([.][0-9]+)?)' %}
-- A rule is written as a function with arguments; what its arguments mean hangs on the function.
split as (

    select
        *,
        regexp_extract(logic, '{{ form }}', 1) as rule,
        regexp_extract(logic, '{{ form }}', 2) as arguments
    from policies

),

read as (

    select
        split.source,
        split.policy_id,
        split.policy_name,
        split.policy_type,
        split.logic,
        split.status,
        split.valid_from,
        nullif(split.rule, '') as rule,
        coalesce(rules.is_measured, false) as is_measured,
        rules.meaning,
        nullif(case split.rule
            when 'max_spend' then regexp_extract(split.arguments, '^{{ amount }}/day$', 1)
            when 'req_appr' then regexp_extract(split.arguments, '^[a-z_]+[ ]*>=?[ ]*{{ amount }}$', 1)
            when 'delete_req' then regexp_extract(split.arguments, '^([0-9]+)_days$', 1)
        end, '') as limit_text,
        nullif(case split.rule
            when 'req_appr' then regexp_extract(split.arguments, '^([a-z_]+)[ ]*>=?[ ]*{{ amount }}$', 1)
            when 'delete_req' then 'deletion'
        end, '') as subject,
        nullif(case split.rule
            when 'req_appr' then regexp_extract(split.arguments, '^[a-z_]+[ ]*(>=?)[ ]*{{ amount }}$', 1)
            when 'max_spend' then '>'
            when 'delete_req' then '>'
        end, '') as operator,
        coalesce(split.rule = 'redact' and {{ text_matches('split.arguments', '(^|[ ,])email([ ,]|$)') }}, false)
            as redacts_email,
        coalesce(split.rule = 'redact' and {{ text_matches('split.arguments', '(^|[ ,])phone([ ,]|$)') }}, false)
            as redacts_phone
    from split
    left join rules on split.rule = rules.rule

),

judged as (

    select
        *,
        cast(limit_text as double) as limit_value,
        case
            when rule is null then 'not one function with arguments'
            when meaning is null then 'rule ' || rule || ' is not known here'
            when not is_measured then meaning
            when rule in ('max_spend', 'req_appr', 'delete_req') and limit_text is null
                then 'its limit is not one that can be read'
            when rule = 'redact' and not redacts_email and not redacts_phone
                then 'only email and phone are looked for'
            when status <> 'active' then 'the policy is not active'
        end as not_evaluated_reason
    from read

)

select
    source,
    policy_id,
    policy_name,
    policy_type,
    logic,
    status,
    valid_from,
    rule,
    subject,
    operator,
    limit_value,
    redacts_email,
    redacts_phone,
    not_evaluated_reason,
    not_evaluated_reason is null as is_evaluated
from judged
