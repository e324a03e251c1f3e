with

pairs as (

    select * from {{ ref('int_identity_pairs') }}

),

people as (

    select * from {{ ref('identity_graph') }}

),

joined as (

    select
        pairs.*,
        coalesce(left_person.tenant_id, right_person.tenant_id) as tenant_id,
        left_person.person_name as left_name,
        left_person.email_hint as left_email_hint,
        left_person.phone_hint as left_phone_hint,
        left_person.canonical_id as left_canonical_id,
        right_person.person_name as right_name,
        right_person.email_hint as right_email_hint,
        right_person.phone_hint as right_phone_hint,
        right_person.canonical_id as right_canonical_id,
        left_person.canonical_id = right_person.canonical_id as is_one_person
    from pairs
    inner join people as left_person
        on
            pairs.left_source = left_person.source
            and pairs.left_platform = left_person.platform
            and pairs.left_source_id = left_person.source_id
    inner join people as right_person
        on
            pairs.right_source = right_person.source
            and pairs.right_platform = right_person.platform
            and pairs.right_source_id = right_person.source_id

),

-- Several pairs may ask the same question, whether two people are one; the likeliest of them asks it.
ranked as (

    select
        *,
        row_number() over (
            partition by least(left_canonical_id, right_canonical_id), greatest(left_canonical_id, right_canonical_id)
            order by probability desc, left_source asc, left_platform asc, left_source_id asc, right_source_id asc
        ) as place_of_question,
        max(case when decision = 'different' then 1 else 0 end) over (
            partition by least(left_canonical_id, right_canonical_id), greatest(left_canonical_id, right_canonical_id)
        ) as is_answered
    from joined

)

select
    left_source as source,
    tenant_id,
    left_platform,
    left_source_id,
    left_name,
    left_email_hint,
    left_phone_hint,
    left_canonical_id,
    right_source,
    right_platform,
    right_source_id,
    right_name,
    right_email_hint,
    right_phone_hint,
    right_canonical_id,
    probability,
    bits,
    decision,
    -- Two records of one person need no verdict, by whatever way they came together.
    decision <> 'different'
    and not is_one_person
    and is_answered = 0
    and place_of_question = 1 as is_waiting,
    is_one_person,
    explanation
from ranked
