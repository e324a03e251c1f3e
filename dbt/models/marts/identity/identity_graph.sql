with

members as (

    select * from {{ ref('int_identity_members') }}

),

records as (

    select * from {{ ref('int_identity_records') }}

),

-- A person's group is named after a customer profile wherever it has one.
profiles as (

    select
        source,
        source_id as customer_id,
        canonical_id,
        is_anchor
    from members
    where platform = 'Customer profile'

),

anchors as (

    select
        canonical_id,
        source,
        customer_id
    from profiles
    where is_anchor

),

joined as (

    select
        records.*,
        members.canonical_id,
        members.is_anchor,
        members.record_count,
        members.confidence,
        members.link_threshold,
        members.review_threshold,
        members.uncompared_count,
        members.is_uncompared,
        anchors.customer_id,
        stated.canonical_id as stated_canonical_id
    from members
    inner join records
        on
            members.source = records.source
            and members.platform = records.platform
            and members.source_id = records.source_id
    left join anchors on members.canonical_id = anchors.canonical_id
    left join profiles as stated
        on
            records.source = stated.source
            and records.stated_customer_id = stated.customer_id

)

select
    source,
    tenant_id,
    canonical_id,
    platform,
    source_id,
    confidence,
    record_count,
    is_anchor,
    customer_id,
    person_name,
    {{ masked_email('email') }} as email_hint,
    {{ masked_phone('phone') }} as phone_hint,
    stated_customer_id,
    stated_confidence,
    link_threshold,
    review_threshold,
    uncompared_count,
    is_uncompared,
    case
        when platform = 'Customer profile' or stated_customer_id is null then null
        when stated_canonical_id is null then 'unknown customer'
        when stated_canonical_id = canonical_id then 'agrees'
        when customer_id is null then 'no customer found'
        else 'another customer'
    end as verdict
from joined
