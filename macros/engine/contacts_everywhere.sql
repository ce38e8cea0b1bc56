{#- For `contacts_hashed`: records with keyed hashes in place of the contacts that stand at some
    places, wherever else the text has them too, in whatever case: a mail's event names its recipient
    in headers, lists and answers of servers. Where that can't be done safely, as where a key on the way
    is repeated, the record is malformed and masked.

    `places` is a list of {path, types}: a JSONPath of the engine, which may have wildcards, and the
    types of identifiers that may be there; with `inside` the path is one of the JSON text that is a
    text there, and with `unless` ({path: values}) a neighbour says that it is no contact. A text
    without an at sign and with fewer than five digits is none either. -#}
{% macro records_with_contacts_everywhere_hashed(records, places) %}
    {{ return(adapter.dispatch("records_with_contacts_everywhere_hashed")(records, places)) }}
{% endmacro %}

{% macro duckdb__records_with_contacts_everywhere_hashed(records, places) -%}
    {%- set insides = [] -%}
    {%- for place in places if place.inside -%}{%- do insides.append(place.inside) -%}{%- endfor -%}
    with parsed as (
        select
            records.*,
            known.contact_types,
            case
                when not records.is_malformed then coalesce(records.record, records.raw_text)
            end as text
        from {{ records }} as records
        cross join {{ contact_types() }} as known
    ),

    doubled as (
        select
            *,
            coalesce({{ may_repeat_at_places("text", places) }}, false) as may_repeat
        from parsed
    ),

    found as (
        select
            * exclude (is_malformed),
            is_malformed
            {%- for inside in insides | unique %}
            or (
                text ->> '{{ inside }}' is not null
                and not {{ is_json_object("text ->> '" ~ inside ~ "'") }}
            )
            {%- endfor %}
            or (
                -- a case, since the engine looks at both sides of an "and" for every row
                case when may_repeat then {{ repeats_at_places("text", places) }} else false end
            ) as is_malformed,
            case
                when {{ may_carry_at_places("text", places) }}
                    then list_distinct(list_filter(
                        flatten([
                            {%- for place in places %}
                            {{ contacts_at_place("text", place) }}{{ "," if not loop.last }}
                            {%- endfor %}
                        ]),
                        lambda found_text: regexp_matches(found_text, '@|(\d.*){5}')
                    ))
                else []
            end as contacts
        from doubled
    ),

    -- patterns are slow: mostly there is one contact, and all the text writes it alike
    replaced as (
        select
            *,
            case
                when len(contacts) = 1 and regexp_matches(contacts[1], '@|^[+]')
                    then replace(text, contacts[1], {{ keyed_hash("contacts[1]") }})
            end as replaced_text
        from found
    ),

    doubted as (
        select
            *,
            len(contacts) > 0
            and coalesce(contains(lower(replaced_text), lower(contacts[1])), true) as is_doubtful
        from replaced
    ),

    -- the text between contacts, and the contacts
    cut as (
        select
            *,
            case
                when is_doubtful then string_split_regex(text, {{ any_of_contacts("contacts") }})
            end as parts,
            case
                when is_doubtful then regexp_extract_all(text, {{ any_of_contacts("contacts") }})
            end as hits
        from doubted
    ),

    changed as (
        select
            *,
            case
                when is_doubtful
                    then array_to_string(
                        list_transform(
                            range(1, len(parts) + 1),
                            lambda place: concat(parts[place], {{ keyed_hash(
                                "list_filter(contacts, lambda one: lower(one) = lower(hits[place]))[1]"
                            ) }})
                        ),
                        ''
                    )
                else replaced_text
            end as changed_text
        from cut
    ),

    judged as (
        select
            *,
            is_malformed
            or len(list_filter(contacts, lambda contact: not contains(text, contact))) > 0
            or (changed_text is not null and not {{ is_json_object("changed_text") }}) as is_bad
        from changed
    )

    {{ records_as_changed("judged", "is_bad") }}
{%- endmacro %}

{#- The pattern of any of some contacts, in whatever case, the longer of two first. -#}
{% macro any_of_contacts(contacts) -%}
    '(?i)' || array_to_string(
                        list_transform(list_reverse_sort({{ contacts }}), lambda contact: concat(
                            case when regexp_matches(contact, '^\w') then '\b' end,
                            regexp_escape(contact),
                            case when regexp_matches(contact, '\w$') then '\b' end
                        )),
                        '|'
                    )
{%- endmacro %}
