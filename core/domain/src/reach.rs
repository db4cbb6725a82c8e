//! Whether people find the office by its name, as the network answers when another machine asks.

use std::net::IpAddr;

use crate::host::is_local;

/// How many addresses are kept: anybody in the network can answer with as many as they like.
const ADDRESSES_MAX: usize = 8;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The issuer's host name.
    pub host: String,
    /// How it stands.
    pub state: ReachState,
    /// What the network answers; at most 8, our own first.
    pub resolves_to: Vec<IpAddr>,
    /// Who else answers, or where else the name leads.
    pub other: Option<String>,
}

/// How the name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReachState {
    /// It leads to this machine, and nowhere else.
    Ok,
    /// Another machine answers to it as well, or instead.
    Conflict,
    /// Nobody answers.
    NotFound,
    /// The name server leads elsewhere: right behind a proxy, wrong otherwise.
    Elsewhere,
    /// It is not announced by choice, and nobody else answers.
    Off,
}

impl ReachState {
    /// The word that programs read.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Conflict => "conflict",
            Self::NotFound => "not_found",
            Self::Elsewhere => "elsewhere",
            Self::Off => "off",
        }
    }
}

impl Reach {
    /// Judges an answer. `own` are this machine's addresses, loopback among them.
    pub fn judge(host: &str, is_announced: bool, found: Vec<IpAddr>, own: &[IpAddr]) -> Self {
        let strangers: Vec<IpAddr> = found.iter().filter(|address| !own.contains(address)).copied().collect();
        let state = match (found.is_empty(), strangers.is_empty(), is_local(host)) {
            (true, _, true) if !is_announced => ReachState::Off,
            (true, ..) => ReachState::NotFound,
            (false, true, _) => ReachState::Ok,
            (false, false, true) => ReachState::Conflict,
            // Of several addresses in a name server, those of other networks are not ours to know.
            (false, false, false) if strangers.len() < found.len() => ReachState::Ok,
            (false, false, false) => ReachState::Elsewhere,
        };
        let other = match state {
            ReachState::Conflict | ReachState::Elsewhere => Some(listed(&strangers, 0)),
            ReachState::Ok | ReachState::NotFound | ReachState::Off => None,
        };
        let (mut resolves_to, others): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|address| own.contains(address));
        resolves_to.extend(others);
        resolves_to.truncate(ADDRESSES_MAX);
        Self { host: host.to_owned(), state, resolves_to, other }
    }

    /// The same, known by whoever holds the name: these answer to it too, and so many `more`.
    #[must_use]
    pub fn in_conflict_with(self, strangers: &[IpAddr], more: usize) -> Self {
        let known = (!strangers.is_empty()).then(|| listed(strangers, more));
        Self { state: ReachState::Conflict, other: known.or(self.other), ..self }
    }
}

/// For people: an address that means something on one cable alone only where there is no other; what is beyond the most
/// that is kept, as a number.
fn listed(addresses: &[IpAddr], more: usize) -> String {
    let is_scoped = |address: &IpAddr| matches!(address, IpAddr::V6(v6) if v6.is_unicast_link_local());
    let text = |address: &IpAddr| address.to_string();
    let wide: Vec<String> = addresses.iter().filter(|address| !is_scoped(address)).map(text).collect();
    let mut shown = if wide.is_empty() { addresses.iter().map(text).collect() } else { wide };
    let more = more + shown.len().saturating_sub(ADDRESSES_MAX);
    shown.truncate(ADDRESSES_MAX);
    let end = if more > 0 { format!(", \u{2026} (+{more})") } else { String::new() };
    format!("{}{end}", shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(list: &[&str]) -> Vec<IpAddr> {
        list.iter().map(|address| address.parse().unwrap()).collect()
    }

    #[test]
    fn an_answer_is_ours_anothers_or_nobodys() {
        let own = addresses(&["127.0.0.1", "10.0.0.5", "10.0.1.5"]);
        let judge = |host: &str, is_announced, found: &[&str]| {
            let reach = Reach::judge(host, is_announced, addresses(found), &own);
            (reach.state.as_str(), reach.other)
        };
        let other = |text: &str| Some(text.to_owned());
        assert_eq!(judge("a.local", true, &["10.0.0.5"]), ("ok", None));
        assert_eq!(judge("a.local", true, &[]), ("not_found", None));
        assert_eq!(judge("a.local", false, &[]), ("off", None));
        assert_eq!(judge("a.local", true, &["10.0.0.5", "10.0.0.9"]), ("conflict", other("10.0.0.9")));
        assert_eq!(judge("a.local", false, &["10.0.0.9"]), ("conflict", other("10.0.0.9")));
        assert_eq!(judge("a.local", true, &["fe80::9", "10.0.0.9"]), ("conflict", other("10.0.0.9")));
        assert_eq!(judge("a.local", true, &["fe80::9"]), ("conflict", other("fe80::9")));
        assert_eq!(judge("id.example", false, &["10.0.1.5"]), ("ok", None));
        assert_eq!(judge("id.example", false, &["10.0.1.5", "203.0.113.4"]), ("ok", None));
        assert_eq!(judge("id.example", false, &["203.0.113.4"]), ("elsewhere", other("203.0.113.4")));
        assert_eq!(judge("id.example", false, &[]), ("not_found", None));
    }

    #[test]
    fn of_many_answers_a_few_are_kept_our_own_first() {
        let own = addresses(&["10.9.0.5"]);
        let mut found: Vec<IpAddr> = (0..100).map(|last| IpAddr::from([10, 0, 0, last])).collect();
        found.push(own[0]);
        let reach = Reach::judge("a.local", true, found.clone(), &own);
        assert_eq!((reach.resolves_to.len(), reach.resolves_to[0]), (8, own[0]));
        let other = reach.other.clone().unwrap();
        assert!(other.starts_with("10.0.0.0, ") && other.ends_with("10.0.0.7, \u{2026} (+92)"), "{other}");
        let other = reach.in_conflict_with(&found[..8], 30).other.unwrap();
        assert!(other.ends_with("10.0.0.7, \u{2026} (+30)"), "{other}");
    }

    #[test]
    fn whoever_holds_the_name_knows_of_the_other_also_where_it_keeps_silent_itself() {
        let silent = Reach::judge("a.local", true, Vec::new(), &[]);
        let reach = silent.clone().in_conflict_with(&addresses(&["10.0.0.9"]), 0);
        assert_eq!((reach.state, reach.other.as_deref()), (ReachState::Conflict, Some("10.0.0.9")));
        assert_eq!(silent.in_conflict_with(&[], 0).other, None);
    }
}
