//! Changing inputs at random, the same way for the same seed.

/// Pieces that parsers stumble over.
const PIECES: [&[u8]; 40] = [
    b"&",
    b"=",
    b"%",
    b"%00",
    b"%2e",
    b"%ff",
    b"+",
    b".",
    b"..",
    b":",
    b"::1",
    b"/",
    b"//",
    b"\\",
    b"?",
    b"#",
    b"@",
    b"\"",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b"null",
    b"true",
    b"-1",
    b"1e999",
    b"18446744073709551616",
    b"\n",
    b"\0",
    b"\xc3\xa4",
    b"\xf0\x9f\x97\x93",
    b"\xe2\x80\xae",
    b"xn--",
    b"localhost",
    b"127.0.0.1",
    b"eyJhbGciOiJub25lIn0",
    b"\\u0000",
    b"$SIGNED",
    b"=====",
];

/// The longest input that is made.
const LONGEST: usize = 4_096;

/// A source of changes.
#[derive(Debug)]
pub struct Mutator {
    state: u64,
}

impl Mutator {
    /// Everything follows from the seed.
    pub fn new(seed: u64) -> Self {
        // The generator must not stand at zero.
        Self { state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1 }
    }

    /// xorshift64* (Vigna): quick, and random enough to choose places.
    fn next(&mut self) -> u64 {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        self.state.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.next() % bound).unwrap_or_default()
    }

    /// One of the seeds with a few things changed.
    pub fn mutate(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut data = self.choose(seeds);
        for _ in 0..=self.below(4) {
            self.change(&mut data, seeds);
        }
        data.truncate(LONGEST);
        data
    }

    fn choose(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let at = self.below(seeds.len());
        seeds.get(at).cloned().unwrap_or_default()
    }

    fn change(&mut self, data: &mut Vec<u8>, seeds: &[Vec<u8>]) {
        let at = self.below(data.len() + 1);
        let end = (at + self.below(16)).min(data.len());
        match self.below(8) {
            0 => {
                let bit = 1 << self.below(8);
                if let Some(byte) = data.get_mut(at) {
                    *byte ^= bit;
                }
            }
            1 => {
                let byte = self.next().to_le_bytes()[0];
                data.insert(at, byte);
            }
            2 => drop(data.drain(at..end)),
            3 => {
                let again = data.get(at..end).unwrap_or_default().to_vec();
                data.splice(at..at, again);
            }
            4 => data.truncate(at),
            5 => {
                // The beginning of one with the end of another.
                let other = self.choose(seeds);
                let from = self.below(other.len() + 1);
                data.truncate(at);
                data.extend_from_slice(other.get(from..).unwrap_or_default());
            }
            6 => {
                let piece = PIECES.get(self.below(PIECES.len())).copied().unwrap_or_default();
                data.splice(at..end, piece.iter().copied());
            }
            _ => {
                let piece = PIECES.get(self.below(PIECES.len())).copied().unwrap_or_default();
                data.splice(at..at, piece.iter().copied());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_inputs() {
        let seeds = [b"one=1&two=2".to_vec(), b"{}".to_vec()];
        let inputs = |seed| {
            let mut mutator = Mutator::new(seed);
            (0..50).map(|_| mutator.mutate(&seeds)).collect::<Vec<_>>()
        };
        assert_eq!(inputs(1), inputs(1));
        assert_ne!(inputs(1), inputs(2));
        assert!(inputs(1).iter().all(|input| input.len() <= LONGEST));
    }

    #[test]
    fn without_seeds_there_are_inputs_too() {
        let mut mutator = Mutator::new(0);
        assert!((0..50).any(|_| !mutator.mutate(&[]).is_empty()));
    }
}
