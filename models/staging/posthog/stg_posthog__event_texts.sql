{{ config(materialized="view") }}

with records as (
    {{ raw_texts("posthog", ref("stg_posthog__event_records"), {
        "uuid": "uuid",
        "event_name": "event",
        "distinct_id": "distinct_id",
        "person_id": "person_id",
        "event_time": "timestamp",
        "ingested_time": ["created_at", "_inserted_at"],
        "properties": "properties",
        "person_properties": "person_properties",
    }) }}
),

described as (
    {{ texts_within("records", "properties", {
        "device_id": "$device_id",
        "login": "$user_id",
        "is_identified": "$is_identified",
        "library": "$lib",
        "os": "$os",
        "set_email": "$set.email",
        "set_phone": "$set.phone",
    }) }}
),

known as (
    {{ texts_within("described", "person_properties", {
        "known_email": "email",
        "known_phone": "phone",
    }) }}
)

select
    * exclude (
        set_email,
        set_phone,
        known_email,
        known_phone,
        properties_texts,
        person_properties_texts
    ),
    coalesce(set_email, known_email) as email,
    coalesce(set_phone, known_phone) as phone
from known
