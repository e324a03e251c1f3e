{#- An address of which only the first letter and the domain are left: a…@example.org. -#}
{% macro masked_email(column) -%}
    case
        when {{ column }} like '%@%'
            then substr(lower({{ column }}), 1, 1) || '…' || substr(lower({{ column }}), strpos({{ column }}, '@'))
    end
{%- endmacro %}

{#- A number of which only the last three digits are left. -#}
{% macro masked_phone(column) -%}
    case when length({{ column }}) > 3 then '…' || substr({{ column }}, length({{ column }}) - 2) end
{%- endmacro %}
