{#- Text to a boolean, or null: true, false, yes, no, 1, 0, in any case. -#}
{% macro parse_flag(text) %}
    {{ return(adapter.dispatch("parse_flag")(text)) }}
{% endmacro %}

{% macro default__parse_flag(text) -%}
    case lower(trim({{ text }}))
        when 'true' then true
        when 'yes' then true
        when '1' then true
        when 'false' then false
        when 'no' then false
        when '0' then false
    end
{%- endmacro %}
