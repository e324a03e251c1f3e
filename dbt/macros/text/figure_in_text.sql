{#-
    A figure as people write it: a sign, a currency, digits (with commas in groups of three), thousands or millions as a
    letter, and a unit behind: 45%, -2, $1.2M, +1,250, 12 days. Where the whole text is not of this form there is no
    figure: better none than a wrong one.
-#}
{% macro figure_pattern() -%}
    '^ *([+−-]?) *([$€£]?) *([0-9]{1,3}(,[0-9]{3})+|[0-9]+)([.][0-9]+)? ?(k|K|M|bn|B)?( *%| *pp| +[a-zA-Z][a-zA-Z ]*)? *$'
{%- endmacro %}

{#- The number in it, thousands and millions multiplied out; a text that is no figure has none. -#}
{% macro number_in_text(text) -%}
    {%- set pattern = figure_pattern() -%}
    case
        when regexp_extract({{ text }}, {{ pattern }}, 3) <> ''
            then
                cast(
                    replace(regexp_extract({{ text }}, {{ pattern }}, 3), ',', '')
                    || regexp_extract({{ text }}, {{ pattern }}, 5) as double
                )
                * {{ multiplier_in_text(text) }}
                * case when regexp_extract({{ text }}, {{ pattern }}, 1) in ('-', '−') then -1 else 1 end
    end
{%- endmacro %}

{#- What the letter behind the digits multiplies them by. -#}
{% macro multiplier_in_text(text) -%}
    case regexp_extract({{ text }}, {{ figure_pattern() }}, 6)
        when 'k' then 1e3 when 'K' then 1e3 when 'M' then 1e6 when 'bn' then 1e9 when 'B' then 1e9 else 1
    end
{%- endmacro %}

{#- What one more in its last digit would be: 0.1 for 4.5%, 10,000 for $1.25M. No figure says more than half of that. -#}
{% macro last_digit_in_text(text) -%}
    {%- set pattern = figure_pattern() -%}
    case
        when regexp_extract({{ text }}, {{ pattern }}, 3) <> ''
            then
                power(10, -greatest(length(regexp_extract({{ text }}, {{ pattern }}, 5)) - 1, 0))
                * {{ multiplier_in_text(text) }}
    end
{%- endmacro %}

{#- Its unit: usd, eur, gbp, percent, points, the word behind the number, or number where there is none. -#}
{% macro unit_in_text(text) -%}
    {%- set pattern = figure_pattern() -%}
    {%- set unit = 'lower(trim(regexp_extract(' ~ text ~ ', ' ~ pattern ~ ', 7)))' -%}
    case
        when regexp_extract({{ text }}, {{ pattern }}, 3) <> ''
            then case
                when regexp_extract({{ text }}, {{ pattern }}, 2) = '$' then 'usd'
                when regexp_extract({{ text }}, {{ pattern }}, 2) = '€' then 'eur'
                when regexp_extract({{ text }}, {{ pattern }}, 2) = '£' then 'gbp'
                when {{ unit }} = '%' then 'percent'
                when {{ unit }} = 'pp' then 'points'
                when {{ unit }} = '' then 'number'
                else {{ unit }}
            end
    end
{%- endmacro %}
