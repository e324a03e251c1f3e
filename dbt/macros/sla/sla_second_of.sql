{#-
    The inverse of sla_business_seconds_before: the instant at which so many business seconds of a calendar have
    passed, from the bucket of int_calendar_buckets that holds that number. One that falls on closing is the closing.
-#}
{% macro sla_second_of(calendar_key, business_second, bucket) -%}
    case
        when {{ calendar_key }} = 0 then {{ business_second }}
        else {{ bucket }}.starts_second + {{ business_second }} - {{ bucket }}.business_seconds_before
    end
{%- endmacro %}

{#- The join that finds the bucket: by hash on calendar and bucket, then one of the few rows in it. -#}
{% macro sla_join_bucket(buckets, calendar_key, business_second) -%}
    left join {{ buckets }}
        on
            {{ calendar_key }} = {{ buckets }}.calendar_key
            and {{ whole_quotient(business_second, '86400') }} = {{ buckets }}.bucket
            and {{ business_second }} > {{ buckets }}.business_seconds_before
            and {{ business_second }} <= {{ buckets }}.business_seconds_after
{%- endmacro %}
