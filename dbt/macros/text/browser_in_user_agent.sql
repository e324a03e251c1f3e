{#-
    The browser that a user agent names. Each browser also names those it descends from, so the youngest name counts:
    Edge says Chrome and Safari too, Chrome says Safari. A text that names none of them is Other.
-#}
{% macro browser_in_user_agent(user_agent) -%}
    case
        when {{ user_agent }} is null then null
        when {{ user_agent }} like '%Edg/%' or {{ user_agent }} like '%Edge/%' then 'Edge'
        when {{ user_agent }} like '%OPR/%' or {{ user_agent }} like '%Opera/%' then 'Opera'
        when {{ user_agent }} like '%Firefox/%' or {{ user_agent }} like '%FxiOS/%' then 'Firefox'
        when {{ user_agent }} like '%Chrome/%' or {{ user_agent }} like '%CriOS/%' then 'Chrome'
        when {{ user_agent }} like '%Safari/%' then 'Safari'
        else 'Other'
    end
{%- endmacro %}
