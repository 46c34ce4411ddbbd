//! How long to wait before trying again. Pure.

use chrono::TimeDelta;

/// The wait after `attempts` failed tries: 15 s doubling to an hour, moved by up to a quarter either way so that what
/// failed together does not come again together. `dice` is any random number.
pub fn wait(attempts: i32, dice: u32) -> TimeDelta {
    let doubled = 15_000_i64 << (attempts.clamp(1, 9) - 1);
    let capped = doubled.min(3_600_000);
    let quarter = capped / 4;
    TimeDelta::milliseconds(capped - quarter + i64::from(dice) % (2 * quarter + 1))
}

#[cfg(test)]
mod tests {
    use super::wait;

    #[test]
    fn waits_double_within_bounds() {
        assert!((11_250..=18_750).contains(&wait(1, 77).num_milliseconds()));
        assert!((22_500..=37_500).contains(&wait(2, u32::MAX).num_milliseconds()));
        assert!((2_700_000..=4_500_000).contains(&wait(400, 3).num_milliseconds()));
    }
}
