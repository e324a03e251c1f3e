{#- Whether an e-mail address stands in a text. -#}
{% macro has_email(text) -%}
    {{ text_matches(text, '[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+([.][A-Za-z0-9-]+)+') }}
{%- endmacro %}

{#-
    Whether a telephone number stands in a text: international (+49 30 5550 1234), with its area in brackets, or in
    the form 555-123-4567. Dates, amounts and identifiers are none.
-#}
{% macro has_phone(text) -%}
    {{ text_matches(text, '([+][0-9]|[(]0?[0-9]{2,4}[)])[0-9 /.-]{6,}[0-9]|(^|[^0-9])[0-9]{3}[-. ][0-9]{3}[-. ][0-9]{4}([^0-9]|$)') }}
{%- endmacro %}
