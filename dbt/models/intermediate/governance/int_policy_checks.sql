{#- Everything that was checked against a policy, kept or not. A new rule is a model with these columns, named here. -#}
{%- set checks = {
    'int_policy_checks_of_spend': 'governance', 'int_policy_checks_of_approvals': 'governance',
    'int_policy_checks_of_redaction': 'governance', 'int_policy_checks_of_deletions': 'governance',
    'int_policy_checks_of_access': 'access',
} -%}

with

{% for model in checks %}
    {{ model }}_rows as (

        select * from {{ ref(model) }}

    ),

{% endfor %}
unioned as (

    {% for model, policy_kind in checks.items() %}
        select
            *,
            '{{ policy_kind }}' as policy_kind
        from {{ model }}_rows
        {%- if not loop.last %}
            union all
        {%- endif %}
    {% endfor %}

)

select * from unioned
