{{ followed_units(ref('int_kpis__units'), "not measures.is_personal") }}
