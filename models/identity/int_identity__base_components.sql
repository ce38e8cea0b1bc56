{{ config(materialized="connected_components") }}

{{ identity_base_components("int_identity") }}
