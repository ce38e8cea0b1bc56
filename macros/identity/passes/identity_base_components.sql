{% macro identity_base_components(area) -%}
select
    left_no,
    right_no
from {{ ref(area ~ "__links") }}
where left_kind = right_kind and left_kind != 'contact'
{%- endmacro %}
