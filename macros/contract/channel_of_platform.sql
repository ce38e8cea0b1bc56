{#- The channel of what people do on a platform, where the platform tells it. -#}
{% macro channel_of_platform(platform) -%}
    case {{ platform }} when 'web' then 'web' when 'ios' then 'app' when 'android' then 'app' end
{%- endmacro %}
