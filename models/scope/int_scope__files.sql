{%- for source, entity in source_entities() %}
    select
        '{{ source }}' as source,
        '{{ entity }}' as entity,
        source_file,
        file_stamp
    from ({{ file_stamps(source, entity) }}) as files
    {{ "union all" if not loop.last }}
{%- endfor %}
