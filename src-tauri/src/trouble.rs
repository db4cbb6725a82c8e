//! Why no server answers, and the words for it.

use std::path::Path;

use server::fault::Fault;

use crate::words::Words;

/// What stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// Somebody stopped it in the tray.
    ByHand,
    /// Nobody confirmed that the system service may be reached.
    Cancelled,
    /// A part of the running server broke, in English.
    Crashed(String),
    /// The server does not start.
    Fault(Fault),
    /// The other process has ended.
    Lost,
    /// The system service runs, but there is no pkexec to reach it by.
    NoBridge,
    /// Anything else, in English.
    Other(String),
}

/// What happened and what to do, for a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) reason: String,
    pub(crate) mend: String,
}

impl Trouble {
    /// In words. `dir`: the data directory, where it is known.
    pub(crate) fn told(&self, words: &Words, dir: Option<&Path>) -> Told {
        let show = |path: &Path| path.display().to_string();
        let folder = dir.map(show).unwrap_or_default();
        let file = dir.map(|dir| show(&dir.join(server::config::FILE))).unwrap_or_default();
        let (key, values) = match self {
            Self::ByHand => ("by-hand", vec![]),
            Self::Cancelled => ("cancelled", vec![]),
            Self::Lost => ("lost", vec![]),
            Self::NoBridge => ("no-bridge", vec![]),
            Self::Crashed(detail) => ("crashed", vec![("detail", detail.clone())]),
            Self::Other(detail) => ("other", vec![("detail", detail.clone())]),
            Self::Fault(fault) => match fault {
                Fault::Damaged => ("damaged", vec![("path", folder)]),
                Fault::Directory(path) => ("directory", vec![("path", show(path))]),
                Fault::DiskFull => ("disk-full", vec![]),
                Fault::Held(path) => ("held", vec![("path", show(path))]),
                Fault::KeyGone(path) => ("key-gone", vec![("path", show(path))]),
                Fault::Newer => ("newer", vec![]),
                Fault::PortDenied(port) => ("port-denied", vec![("port", port.to_string()), ("file", file)]),
                Fault::PortTaken(port) => ("port-taken", vec![("port", port.to_string())]),
                Fault::Readable(path, mode) => {
                    ("readable", vec![("path", show(path)), ("mode", (*mode).to_owned())])
                }
                Fault::Other(detail) => ("other", vec![("detail", detail.clone())]),
                Fault::Settings(detail) => ("settings", vec![("detail", detail.clone()), ("file", file)]),
            },
        };
        // What mends a server that broke is what mends one that does not start.
        let mend = if key == "crashed" { "other" } else { key };
        Told {
            reason: words.with(&format!("reason-{key}"), &values),
            mend: words.with(&format!("mend-{mend}"), &values),
        }
    }
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn each_says_what_happened_and_what_to_do() {
        let path = || PathBuf::from("/data");
        let all = [
            Trouble::ByHand,
            Trouble::Cancelled,
            Trouble::Crashed("why".to_owned()),
            Trouble::Lost,
            Trouble::NoBridge,
            Trouble::Other("why".to_owned()),
            Fault::Damaged.into(),
            Fault::Directory(path()).into(),
            Fault::DiskFull.into(),
            Fault::Held(path()).into(),
            Fault::KeyGone(path()).into(),
            Fault::Newer.into(),
            Fault::PortDenied(443).into(),
            Fault::PortTaken(8443).into(),
            Fault::Readable(path(), "700").into(),
            Fault::Settings("why".to_owned()).into(),
            Fault::Other("why".to_owned()).into(),
        ];
        let words = Words::of_system();
        for trouble in all {
            let told = trouble.told(&words, Some(Path::new("/data")));
            for text in [&told.reason, &told.mend] {
                let is_said = text.contains(' ') && !text.contains(['{', '}']);
                assert!(is_said, "{trouble:?}: {text}");
            }
        }
        let told = Trouble::from(Fault::PortTaken(8443)).told(&words, None);
        assert!(told.reason.contains("8443"), "{told:?}");
    }
}
