//! A small seeded generator of pseudo-random numbers (SplitMix64, Steele, Lea & Flood 2014).

/// Not for secrets. Kept here rather than taken from a crate, so that an update never changes a caseload.
#[derive(Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// The stream that belongs to (`seed`, `index`); streams of one seed do not depend on each other.
    pub(crate) fn of(seed: u64, index: u64) -> Self {
        let mut outer = Self(seed);
        let mut inner = Self(outer.next() ^ index.wrapping_mul(0xd134_2543_de82_ef95));
        Self(inner.next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to `bound` - 1; 0 for a bound of 0. The slight bias of the multiplication does not
    /// matter at these sizes.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below(usize::try_from(high - low + 1).unwrap_or(0)) as i64
    }

    /// True in `percent` of 100 draws.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `choices`, which holds at least one.
    pub(crate) fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }

    /// A position in `weights`, drawn by weight; the last one when all are 0.
    pub(crate) fn weighted(&mut self, weights: &[usize]) -> usize {
        let mut left = self.below(weights.iter().sum());
        for (at, weight) in weights.iter().enumerate() {
            if left < *weight {
                return at;
            }
            left -= weight;
        }
        weights.len().saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn the_stream_never_changes() {
        let mut random = Random(1_234_567);
        // First values of the reference implementation for this state.
        assert_eq!([random.next(), random.next()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }

    #[test]
    fn weights_of_nothing_are_never_drawn() {
        let mut random = Random::of(7, 0);
        assert!((0..1000).all(|_| random.weighted(&[0, 3, 0, 1]) % 2 == 1));
        assert_eq!(random.below(0), 0);
    }
}
