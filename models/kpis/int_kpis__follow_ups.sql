{{ follow_ups(ref('int_kpis__followed_units'), ref('int_kpis__matches')) }}
