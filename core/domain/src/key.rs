//! A signing key's place in its life: published, then signing, then kept for what it signed.

use oidc::jwt::Algorithm;

/// A signing key without its private half.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyInfo {
    /// RFC 7638 thumbprint.
    pub kid: String,
    /// What it signs with.
    pub algorithm: Algorithm,
    /// Since when it is published, seconds since 1970.
    pub created_at: i64,
    /// From when it signs; until then it is published alone, so that whoever keeps the key set for a while knows it
    /// before the first token that it signs.
    pub signs_from: i64,
    /// When it leaves the key set; known as soon as its successor is made, although it signs until that one does.
    pub retired_until: Option<i64>,
}

/// Where the life of a signing key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyState {
    /// Published, and signs nothing yet.
    Next,
    /// Signs.
    Active,
    /// Signs no more; stays in the key set, since a token may still be valid.
    Retired,
}

/// How long a key set may be kept by whoever read it, in seconds (its `max-age`).
pub const KEPT_FOR_S: i64 = 300;
/// How long a key that somebody asked for is published before it signs: until every copy of the older set is over, twice.
pub const PUBLISHED_AHEAD_S: i64 = 2 * KEPT_FOR_S;
/// How long a key that replaces another by schedule is published before it signs. Nobody waits for that one, so those
/// who keep the set longer than they were told have time as well.
pub const PUBLISHED_AHEAD_BY_SCHEDULE_S: i64 = 86_400;
/// How long a key stays public after its last signature: the longest life of a token that can be set, and a day for
/// clocks and caches.
pub const RETIRED_FOR_S: i64 = 2 * 86_400;
/// How many keys of one algorithm are published at most: everybody who verifies reads them all.
pub const MOST_PUBLISHED: usize = 8;

/// The key that signs with an algorithm now. The rows alone say it, so that neither a restart nor a late worker changes
/// when a key begins.
pub fn signing<'k>(
    keys: impl IntoIterator<Item = &'k KeyInfo>,
    algorithm: Algorithm,
    now: i64,
) -> Option<&'k KeyInfo> {
    keys.into_iter()
        .filter(|key| key.algorithm == algorithm)
        // Where a clock went back so far that none has begun, the oldest signs.
        .max_by_key(|key| {
            let begun = key.signs_from <= now;
            let order = if begun { key.signs_from } else { -key.signs_from };
            (begun, order, key.retired_until.is_none())
        })
}

impl KeyInfo {
    /// Where its life stands, among all keys.
    pub fn state(&self, all: &[KeyInfo], now: i64) -> KeyState {
        if signing(all, self.algorithm, now).is_some_and(|signing| signing.kid == self.kid) {
            KeyState::Active
        } else if now < self.signs_from {
            KeyState::Next
        } else {
            KeyState::Retired
        }
    }

    /// Whether it is time for a successor.
    pub fn is_due(&self, all: &[KeyInfo], rotate_after_s: i64, now: i64) -> bool {
        // One that has a successor knows its end.
        self.retired_until.is_none()
            && self.state(all, now) == KeyState::Active
            && now >= self.signs_from + rotate_after_s
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(kid: &str, signs_from: i64, retired_until: Option<i64>) -> KeyInfo {
        KeyInfo { kid: kid.into(), algorithm: Algorithm::Es256, created_at: 0, signs_from, retired_until }
    }

    fn states(keys: &[KeyInfo], now: i64) -> Vec<KeyState> {
        keys.iter().map(|key| key.state(keys, now)).collect()
    }

    #[test]
    fn exactly_one_key_signs_at_any_time() {
        use KeyState::{Active, Next, Retired};
        let keys = [key("a", 0, Some(900)), key("b", 600, None)];
        assert_eq!(states(&keys, 599), [Active, Next]);
        assert_eq!(states(&keys, 600), [Retired, Active]);
        assert_eq!(states(&keys, -5), [Active, Next], "a clock that went back");
        let at_once = [key("a", 0, Some(300)), key("b", 0, None)];
        assert_eq!(states(&at_once, 0), [Retired, Active], "made in one second");
        assert_eq!(signing(&keys, Algorithm::Rs256, 0), None);
    }

    /// Whoever read the key set at some moment and keeps it as long as HTTP allows, and asks no more, has every key that
    /// signs meanwhile: for keys that somebody asked for, over and over, and for those that come by schedule.
    #[test]
    fn a_copy_of_the_key_set_has_whatever_signs_while_it_is_kept() {
        for ahead in [PUBLISHED_AHEAD_S, PUBLISHED_AHEAD_BY_SCHEDULE_S] {
            let mut keys = vec![key("a", 0, None)];
            for (kid, made) in [("b", 1_000), ("c", 1_000 + ahead), ("d", 1_001 + 3 * ahead)] {
                for older in keys.iter_mut().filter(|older| older.retired_until.is_none()) {
                    older.retired_until = Some(made + ahead + RETIRED_FOR_S);
                }
                keys.push(KeyInfo { created_at: made, ..key(kid, made + ahead, None) });
            }
            let mut signed = std::collections::BTreeSet::new();
            for at in (0..1_000 + 5 * ahead).step_by(7) {
                let signs = signing(&keys, Algorithm::Es256, at).unwrap();
                signed.insert(signs.kid.as_str());
                let read = at - KEPT_FOR_S;
                assert!(signs.created_at <= read.max(0), "{} signs at {at}, read at {read}", signs.kid);
                // And it is there as long as a token of it can be valid, read by whoever comes new.
                assert!(signs.retired_until.is_none_or(|until| until >= at + 86_400 + KEPT_FOR_S));
            }
            assert_eq!(signed.len(), 4);
        }
    }

    #[test]
    fn a_key_is_due_once() {
        let lone = [key("a", 100, None)];
        assert!(!lone[0].is_due(&lone, 50, 149));
        assert!(lone[0].is_due(&lone, 50, 150));
        let followed = [key("a", 100, Some(900)), key("b", 200, None)];
        assert!(!followed[0].is_due(&followed, 50, 199) && !followed[1].is_due(&followed, 50, 199));
        assert!(followed[1].is_due(&followed, 50, 250));
    }
}
