{#- A condition for the rows of users that this run restates; `true` where that is everybody. -#}
{% macro in_scope(user_key) -%}
    {%- if scope_is_full() -%}
        true
    {%- else -%}
        {{ user_key }} in (
            select scope.user_key from {{ previous("int_scope__users") }} as scope
        )
    {%- endif -%}
{%- endmacro %}
