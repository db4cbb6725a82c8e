//! The dial: sixty ticks that go out one by one while a code lives.

/// How much of a time is left, drawn as a ring that runs by itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dial {
    left_s: u64,
    whole: Whole,
}

/// What the full ring stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whole {
    /// 120 seconds.
    TwoMinutes,
    /// 300 seconds.
    FiveMinutes,
}

impl Dial {
    /// A dial with so much left of the whole.
    pub(super) fn new(left_s: u64, whole: Whole) -> Self {
        let most = match whole {
            Whole::TwoMinutes => 120,
            Whole::FiveMinutes => 300,
        };
        Self { left_s: left_s.min(most), whole }
    }

    /// For the script that counts the words.
    pub(super) fn left_s(self) -> u64 {
        self.left_s
    }

    /// Where the ring begins: the style sheet knows a class for every five seconds.
    pub(super) fn classes(self) -> String {
        let whole = match self.whole {
            Whole::TwoMinutes => "of-120",
            Whole::FiveMinutes => "of-300",
        };
        format!("{whole} left-{}", self.left_s.next_multiple_of(5))
    }

    /// Minutes and seconds.
    pub(super) fn time(self) -> String {
        format!("{}:{:02}", self.left_s / 60, self.left_s % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ring_begins_at_the_next_five_seconds() {
        let dial = Dial::new(94, Whole::TwoMinutes);
        assert_eq!(dial.classes(), "of-120 left-95");
        assert_eq!(dial.time(), "1:34");
    }

    #[test]
    fn no_more_is_left_than_the_whole() {
        assert_eq!(Dial::new(900, Whole::FiveMinutes).classes(), "of-300 left-300");
        assert_eq!(Dial::new(7, Whole::FiveMinutes).time(), "0:07");
    }
}
