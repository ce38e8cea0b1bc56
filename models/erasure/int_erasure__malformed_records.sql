{#- Lines that are no records can't be searched by their fields: an identifier is looked for among
    all of their words. -#}
with malformed as (
    {%- for entity in erased_entities() %}
        select distinct
            source,
            '{{ entity }}' as entity,
            source_file,
            raw_text
        from {{ ref("int_erasure__seen_" ~ entity) }}
        where rejection_reason = 'malformed' and {{ is_own_record(entity) }}
        {{ "union all" if not loop.last }}
    {%- endfor %}
),

words as (
    {{ text_words("malformed", "raw_text") }}
),

known_words as (
    select
        word,
        {{ erasure_hash("word") }} as word_hash
    from (select distinct word from words) as distinct_words
),

matched as (
    select distinct
        tombstones.request_key,
        known_words.word
    from known_words
    inner join {{ ref('int_erasure__tombstones') }} as tombstones
        on known_words.word_hash = tombstones.identifier_hash
    where tombstones.is_own
)

select distinct
    matched.request_key,
    malformed.source,
    malformed.entity,
    malformed.source_file,
    malformed.raw_text
from malformed
inner join words on malformed.raw_text = words.raw_text
inner join matched on words.word = matched.word
