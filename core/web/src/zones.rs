//! The time zones that a person can choose.

use std::sync::LazyLock;

/// Parts of the world, as the names of zones begin; other names are older ones for the same zones.
const AREAS: [&str; 10] = [
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
];

static ZONES: LazyLock<Vec<(String, Vec<String>)>> = LazyLock::new(|| {
    let mut names: Vec<String> = jiff::tz::db().available().map(|name| name.as_str().to_owned()).collect();
    names.sort();
    names.dedup();
    let of = |area: &&str| {
        let own = names.iter().filter(|name| name.split('/').next() == Some(area));
        (area.to_string(), own.filter(|name| name.contains('/')).cloned().collect::<Vec<_>>())
    };
    let rest = ("UTC".to_owned(), vec!["UTC".to_owned()]);
    AREAS.iter().map(of).chain([rest]).filter(|(_, zones)| !zones.is_empty()).collect()
});

/// Each part of the world with its zones.
pub(crate) fn all() -> &'static [(String, Vec<String>)] {
    &ZONES
}

/// Whether it is one of them.
pub(crate) fn is_zone(name: &str) -> bool {
    all().iter().any(|(_, zones)| zones.iter().any(|zone| zone == name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worlds_zones_are_there_and_older_names_are_not() {
        for zone in ["Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC"] {
            assert!(is_zone(zone), "{zone}");
        }
        for other in ["EST", "posix/Europe/Berlin", "Europe/berlin", "Europe", ""] {
            assert!(!is_zone(other), "{other}");
        }
    }
}
