-- Fails for a sample whose Wilson interval is not the one worked out from the formula of 1927 by
-- hand, or leaves out the share itself, to the last bit; nothing of nothing has none.
with samples as (
    select
        3 as successes,
        4 as trials,
        cast(0.3006418426 as double) as low,
        cast(0.9544127392 as double) as high
    union all
    select
        259 as successes,
        370 as trials,
        cast(0.6514464089 as double) as low,
        cast(0.7444433367 as double) as high
    union all
    select
        0 as successes,
        10 as trials,
        cast(0 as double) as low,
        cast(0.2775327999 as double) as high
    union all
    select
        10 as successes,
        10 as trials,
        cast(0.7224672001 as double) as low,
        cast(1 as double) as high
    union all
    select
        20 as successes,
        20 as trials,
        cast(0.8388748419 as double) as low,
        cast(1 as double) as high
    union all
    select
        0 as successes,
        0 as trials,
        cast(null as double) as low,
        cast(null as double) as high
    union all
    select
        5 as successes,
        4 as trials,
        cast(null as double) as low,
        cast(null as double) as high
),

computed as (
    select
        samples.*,
        {{ wilson_low("samples.successes", "samples.trials") }} as computed_low,
        {{ wilson_high("samples.successes", "samples.trials") }} as computed_high
    from samples
)

select *
from computed
where
    (low is null) != (computed_low is null)
    or (high is null) != (computed_high is null)
    or abs(low - computed_low) > 1e-9
    or abs(high - computed_high) > 1e-9
    or not coalesce(1e0 * successes / trials between computed_low and computed_high, true)
