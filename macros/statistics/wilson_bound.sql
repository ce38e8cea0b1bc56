{#- The quantile of the normal distribution that leaves 2.5% on each side: 95% intervals. -#}
{% macro normal_quantile() -%}
    1.959963984540054
{%- endmacro %}

{#- The score interval of a proportion, after E. B. Wilson, Probable inference, the law of
    succession, and statistical inference, Journal of the American Statistical Association 22
    (1927): all shares that a test at this level would not turn down. It ends at 1 where all succeed
    and begins at 0 where none does, which rounding would miss by a hair. `side` is -1 for the lower
    bound and 1 for the upper. Null without trials, and where the successes are not a part of
    them. -#}
{% macro wilson_bound(successes, trials, side) -%}
    {%- set n = "cast(" ~ trials ~ " as double)" %}
    {%- set x = "cast(" ~ successes ~ " as double)" %}
    {%- set z = normal_quantile() -%}
    case
        when {{ trials }} > 0 and {{ successes }} = {{ trials if side > 0 else 0 }}
            then {{ "1e0" if side > 0 else "0e0" }}
        when {{ trials }} > 0 and {{ successes }} >= 0 and {{ successes }} <= {{ trials }}
            then least(1e0, greatest(
                0e0,
                (
                    {{ x }} + {{ z }} * {{ z }} / 2 + {{ side }} * {{ z }}
                    * sqrt(
                        greatest(0e0, {{ x }} * ({{ n }} - {{ x }}) / {{ n }})
                        + {{ z }} * {{ z }} / 4
                    )
                ) / ({{ n }} + {{ z }} * {{ z }})
            ))
    end
{%- endmacro %}
