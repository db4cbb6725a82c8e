//! What became of the last TLS handshakes with us, so that an administrator sees which machine refuses our certificate.
//! Bounded: whoever knocks all day takes no more room than others.

use std::net::IpAddr;

use oidc::shown::is_shown;
use serde::Serialize;

/// How a handshake ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Both sides agreed.
    Ok,
    /// The other side does not know our CA.
    UnknownCa,
    /// It refused our certificate without saying so exactly.
    CertificateRefused,
    /// It refused our certificate, and came under a name that is not ours.
    WrongName,
    /// No version or cipher of TLS that both speak.
    NoCommonVersion,
    /// It did not speak TLS.
    NotTls,
    /// It went away, or said nothing in time.
    BrokenOff,
}

/// A handshake, or several of the same kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handshake {
    /// Grows with each change of any.
    pub seq: u64,
    /// The last time; seconds since 1970.
    pub at: i64,
    /// Who.
    pub ip: IpAddr,
    /// The name that was asked for; characters that are not shown are taken out.
    pub server_name: Option<String>,
    /// How it ended.
    pub outcome: Outcome,
    /// How often, since it was first noted.
    pub count: u32,
}

/// Kinds that are kept in all.
const KEPT: usize = 200;
/// Kinds that are kept of one address.
const KEPT_OF_ONE: usize = 8;
/// The longest name (RFC 1035).
const NAME_CHARS: usize = 253;
/// The same again is told to pages after so many seconds.
const TOLD_AGAIN_S: i64 = 10;

/// The last handshakes.
#[derive(Debug, Default)]
pub struct Handshakes {
    kept: Vec<Handshake>,
    last: u64,
}

impl Handshakes {
    /// Notes one. Whether pages should be told: it is another outcome than the last of that address, or a refusal that
    /// was not told for a while.
    pub fn note(&mut self, ip: IpAddr, server_name: Option<&str>, outcome: Outcome, now: i64) -> bool {
        let ip = ip.to_canonical();
        let server_name =
            server_name.map(|name| name.chars().filter(|c| is_shown(*c)).take(NAME_CHARS).collect());
        self.last += 1;
        let of_one = || self.kept.iter().filter(|one| one.ip == ip);
        let before = of_one().max_by_key(|one| one.seq).map(|one| one.outcome);
        let found = self
            .kept
            .iter()
            .position(|one| one.ip == ip && one.outcome == outcome && one.server_name == server_name);
        let mut fresh = Handshake { seq: self.last, at: now, ip, server_name, outcome, count: 1 };
        let mut is_due = true;
        match found {
            Some(at) => {
                let old = self.kept.remove(at);
                is_due = now - old.at >= TOLD_AGAIN_S;
                fresh.count = old.count.saturating_add(1);
            }
            None if of_one().count() >= KEPT_OF_ONE => {
                let oldest = self.kept.iter().position(|one| one.ip == ip);
                oldest.map(|at| self.kept.remove(at));
            }
            None if self.kept.len() >= KEPT => drop(self.kept.remove(0)),
            None => {}
        }
        self.kept.push(fresh);
        before != Some(outcome) || outcome != Outcome::Ok && is_due
    }

    /// The last first.
    pub fn latest(&self) -> impl Iterator<Item = &Handshake> {
        self.kept.iter().rev()
    }

    /// Those behind a number, the oldest first.
    pub fn since(&self, seq: u64) -> impl Iterator<Item = &Handshake> {
        self.kept.iter().filter(move |one| one.seq > seq)
    }

    /// The last number.
    pub fn last(&self) -> u64 {
        self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(last: u8) -> IpAddr {
        IpAddr::from([192, 168, 1, last])
    }

    #[test]
    fn the_same_again_is_one_row_that_is_told_now_and_then() {
        let mut all = Handshakes::default();
        let mut note = |outcome, now| all.note(ip(2), Some("office.local"), outcome, now);
        assert!(note(Outcome::UnknownCa, 0));
        assert!(!note(Outcome::UnknownCa, 1));
        assert!(note(Outcome::UnknownCa, 11));
        assert!(note(Outcome::Ok, 12), "it trusts us now");
        assert!(!note(Outcome::Ok, 99));
        let shown: Vec<_> = all.latest().map(|one| (one.outcome, one.count, one.at)).collect();
        assert_eq!(shown, [(Outcome::Ok, 2, 99), (Outcome::UnknownCa, 3, 11)]);
    }

    #[test]
    fn nobody_fills_the_list() {
        let mut all = Handshakes::default();
        all.note(ip(1), Some("office.local"), Outcome::Ok, 0);
        for number in 0..10_000 {
            all.note(ip(2), Some(&format!("{number}.example")), Outcome::WrongName, number);
        }
        assert_eq!(all.latest().filter(|one| one.ip == ip(2)).count(), KEPT_OF_ONE);
        assert_eq!(all.latest().filter(|one| one.ip == ip(1)).count(), 1, "others keep their place");
        for number in 0..1_000_u32 {
            all.note(IpAddr::V4((0x0a00_0000 + number).into()), None, Outcome::NotTls, 0);
        }
        assert_eq!(all.latest().count(), KEPT);
        assert_eq!(all.since(all.last() - 3).count(), 3);
    }

    #[test]
    fn names_are_data() {
        let mut all = Handshakes::default();
        let name = format!("a\u{202e}\n{}", "x".repeat(9_000));
        all.note("::ffff:10.0.0.1".parse().unwrap(), Some(&name), Outcome::WrongName, 0);
        let one = all.latest().next().unwrap();
        assert_eq!(one.ip.to_string(), "10.0.0.1");
        let name = one.server_name.as_ref().unwrap();
        assert!(name.len() == NAME_CHARS && name.starts_with("axx"), "{name}");
    }
}
