{#-
    What a file is called by those who leave the bucket away: the cloud's scheme and the name within the bucket.
    s3://bucket/2026/r1.pdf and /s3/2026/r1.pdf are both s3/2026/r1.pdf.
-#}
{% macro file_key(path) -%}
    case
        when {{ path }} like '%://%/%'
            then
                split_part({{ path }}, '://', 1)
                || substring(
                    split_part({{ path }}, '://', 2),
                    length(split_part(split_part({{ path }}, '://', 2), '/', 1)) + 1
                )
        else trim(leading '/' from {{ path }})
    end
{%- endmacro %}
