{{ config(materialized="connected_components") }}

{{ identity_person_components("int_erasure") }}
