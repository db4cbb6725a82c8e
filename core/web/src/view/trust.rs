//! How to trust the server, platform by platform.

use askama::Template;

use super::chrome::Chrome;
use super::qr::Qr;
use crate::text::Rich;

/// `/trust?platform=…`; the script tells whether this browser trusts already.
#[derive(Clone, Debug, Template)]
#[template(path = "trust.html")]
pub struct Trust {
    /// Surroundings.
    pub chrome: Chrome,
    /// Whose steps are shown.
    pub platform: Platform,
    /// SHA-1 of the CA in hex: what Windows shows.
    pub sha1: String,
    /// SHA-256 of the CA in hex: what all others show.
    pub sha256: String,
    /// File name of the certificate, such as `kestrelrow-ca.crt`.
    pub file_name: String,
    /// The issuer: where the one-line commands load the certificate from.
    pub issuer: String,
    /// The address of this page, for a phone's camera.
    pub qr: Qr,
}

/// A line to type, and where.
#[derive(Clone, Debug)]
struct Line {
    place: String,
    command: String,
}

/// Whose steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Platform {
    /// Windows.
    #[default]
    Windows,
    /// macOS.
    Macos,
    /// Android.
    Android,
    /// iPhone and iPad.
    Iphone,
    /// Linux.
    Linux,
    /// A whole office at once.
    Many,
}

impl Platform {
    /// All, in the order of the tabs.
    pub const ALL: [Self; 6] =
        [Self::Windows, Self::Macos, Self::Android, Self::Iphone, Self::Linux, Self::Many];

    /// From the query, else guessed from `User-Agent`.
    #[must_use]
    pub fn choose(query: Option<&str>, user_agent: Option<&str>) -> Self {
        let named = query.and_then(|query| Self::ALL.into_iter().find(|platform| platform.query() == query));
        named.unwrap_or_else(|| Self::guess(user_agent.unwrap_or_default()))
    }

    /// Value of `platform` in the query.
    #[must_use]
    pub fn query(self) -> &'static str {
        match self {
            Self::Windows => "windows",
            Self::Macos => "macos",
            Self::Android => "android",
            Self::Iphone => "iphone",
            Self::Linux => "linux",
            Self::Many => "many",
        }
    }

    fn guess(user_agent: &str) -> Self {
        // Android says Linux too, and iPhones say "like Mac OS X".
        let signs = [
            ("Android", Self::Android),
            ("iPhone", Self::Iphone),
            ("iPad", Self::Iphone),
            ("Mac OS X", Self::Macos),
            ("Linux", Self::Linux),
        ];
        let known = signs.into_iter().find(|(sign, _)| user_agent.contains(sign));
        known.map_or(Self::Windows, |(_, platform)| platform)
    }
}

impl Trust {
    fn platform_name(&self, platform: &Platform) -> String {
        let text = self.chrome.text;
        match platform {
            Platform::Windows => "Windows".into(),
            Platform::Macos => "macOS".into(),
            Platform::Android => "Android".into(),
            Platform::Iphone => "iPhone".into(),
            Platform::Linux => "Linux".into(),
            Platform::Many => text.trust_many().into_owned(),
        }
    }

    fn steps(&self) -> Vec<Rich> {
        let (text, file) = (self.chrome.text, self.file_name.as_str());
        match self.platform {
            Platform::Windows => {
                vec![
                    text.trust_windows_1().into(),
                    text.trust_windows_2(),
                    text.trust_windows_3(),
                    text.trust_windows_4(),
                ]
            }
            Platform::Macos => {
                vec![
                    text.trust_macos_1().into(),
                    text.trust_macos_2(),
                    text.trust_macos_3(),
                    text.trust_macos_4(),
                ]
            }
            Platform::Android => vec![
                text.trust_android_1().into(),
                text.trust_android_2(),
                text.trust_android_3(),
                text.trust_android_4().into(),
            ],
            Platform::Iphone => {
                vec![
                    text.trust_iphone_1(),
                    text.trust_iphone_2(),
                    text.trust_iphone_3(),
                    text.trust_iphone_4(),
                ]
            }
            Platform::Linux => vec![
                text.trust_linux_1().into(),
                text.trust_linux_2(file),
                text.trust_linux_3(),
                text.trust_linux_4(),
                text.trust_linux_5(file),
            ],
            Platform::Many => vec![
                text.trust_many_1().into(),
                text.trust_many_2(file),
                text.trust_many_3(),
                text.trust_many_4("/ca.mobileconfig"),
                text.trust_many_5(),
                text.trust_many_6(file),
            ],
        }
    }

    /// The same in one line each. It goes on only if the certificate is the one whose fingerprint stands in the line, so
    /// that it does not matter who answers to the name.
    fn lines(&self) -> Vec<Line> {
        match self.platform {
            Platform::Windows => vec![self.windows()],
            Platform::Macos => vec![self.macos()],
            Platform::Linux => vec![self.linux()],
            Platform::Many => vec![self.windows(), self.macos(), self.linux()],
            Platform::Android | Platform::Iphone => Vec::new(),
        }
    }

    fn linux(&self) -> Line {
        let file = &self.file_name;
        let trust = format!(
            "if [ -d /usr/local/share/ca-certificates ]; \
             then sudo install -m 644 {file} /usr/local/share/ca-certificates/ && sudo update-ca-certificates; \
             else sudo trust anchor {file}; fi"
        );
        Line { place: self.chrome.text.trust_line_linux().into_owned(), command: self.shell(&trust) }
    }

    fn macos(&self) -> Line {
        let keychain = "/Library/Keychains/System.keychain";
        let trust =
            format!("sudo security add-trusted-cert -d -r trustRoot -k {keychain} {}", self.file_name);
        Line { place: self.chrome.text.trust_line_macos().into_owned(), command: self.shell(&trust) }
    }

    fn shell(&self, trust: &str) -> String {
        let (issuer, file) = (&self.issuer, &self.file_name);
        let print = fingerprint(&self.sha256);
        let differs = self.chrome.text.trust_line_differs();
        format!(
            "cd \"$(mktemp -d)\" && curl -sSk {issuer}/ca.crt -o {file} && \
             if [ \"$(openssl x509 -in {file} -noout -fingerprint -sha256 | sed 's/.*=//')\" = {print} ]; \
             then {trust}; else echo '{differs}'; fi"
        )
    }

    fn windows(&self) -> Line {
        let (issuer, file) = (&self.issuer, &self.file_name);
        let print = grouped(&self.sha256, 2).replace(' ', "-");
        let differs = self.chrome.text.trust_line_differs();
        let command = format!(
            "$f = \"$env:TEMP\\{file}\"; curl.exe -sSk {issuer}/ca.crt -o $f; \
             $c = [Security.Cryptography.X509Certificates.X509Certificate2]::new($f); \
             if ([BitConverter]::ToString([Security.Cryptography.SHA256]::Create().ComputeHash($c.RawData)) -eq '{print}') \
             {{ Import-Certificate $f -CertStoreLocation Cert:\\LocalMachine\\Root }} else {{ '{differs}' }}"
        );
        Line { place: self.chrome.text.trust_line_windows().into_owned(), command }
    }

    /// Phones show the page themselves.
    fn shows_qr(&self) -> bool {
        !matches!(self.platform, Platform::Android | Platform::Iphone)
    }

    /// iPhones take a profile, not a bare certificate.
    fn takes_profile(&self) -> bool {
        self.platform == Platform::Iphone
    }

    fn note(&self) -> Option<String> {
        let text = self.chrome.text;
        match self.platform {
            Platform::Windows => Some(text.trust_windows_note().into_owned()),
            Platform::Macos => Some(text.trust_macos_note().into_owned()),
            Platform::Android => Some(text.trust_android_note().into_owned()),
            Platform::Iphone => Some(text.trust_iphone_note().into_owned()),
            Platform::Linux | Platform::Many => None,
        }
    }

    /// In the form that this platform shows, so that equal things look equal.
    fn fingerprint(&self) -> String {
        match self.platform {
            Platform::Windows => grouped(&self.sha1, 8),
            Platform::Android | Platform::Linux => grouped(&self.sha256, 2).replace(' ', ":"),
            Platform::Macos | Platform::Iphone | Platform::Many => grouped(&self.sha256, 2),
        }
    }

    fn fingerprint_caption(&self) -> String {
        let text = self.chrome.text;
        let words = match self.platform {
            Platform::Windows => text.trust_print_windows(),
            Platform::Macos => text.trust_print_macos(),
            Platform::Android => text.trust_print_android(),
            Platform::Iphone => text.trust_print_iphone(),
            Platform::Linux => text.trust_print_linux(),
            Platform::Many => text.trust_print_many(),
        };
        words.into_owned()
    }
}

/// A SHA-256 fingerprint as most programs show it.
pub fn fingerprint(sha256: &str) -> String {
    grouped(sha256, 2).replace(' ', ":")
}

/// Hex in upper case, `size` digits a group.
pub(super) fn grouped(hex: &str, size: usize) -> String {
    let mut out = String::with_capacity(hex.len() + hex.len() / size.max(1));
    for (index, digit) in hex.chars().filter(char::is_ascii_hexdigit).enumerate() {
        if index > 0 && index % size.max(1) == 0 {
            out.push(' ');
        }
        out.push(digit.to_ascii_uppercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_query_wins_over_the_browsers_own_word() {
        let android = "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 Chrome/142.0 Mobile";
        assert_eq!(Platform::choose(None, Some(android)), Platform::Android);
        assert_eq!(Platform::choose(Some("linux"), Some(android)), Platform::Linux);
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)";
        assert_eq!(Platform::choose(Some("nonsense"), Some(iphone)), Platform::Iphone);
        assert_eq!(Platform::choose(None, None), Platform::Windows);
    }

    /// The line for Linux, run where `openssl` finds this fingerprint.
    #[cfg(unix)]
    fn run_the_line(found: &str) -> String {
        let scratch = tempfile::tempdir().unwrap();
        let program = |name: &str, body: &str| {
            let path = scratch.path().join(name);
            std::fs::write(&path, format!("#!/bin/sh\n{body}\n")).unwrap();
            std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        };
        program("curl", "while [ \"$1\" != -o ]; do shift; done; echo certificate > \"$2\"");
        program("openssl", &format!("echo 'sha256 Fingerprint={found}'"));
        program("sudo", "echo \"sudo $*\"");
        let trust = Trust {
            chrome: Chrome::new(crate::text::Text::default(), String::new(), String::new(), String::new()),
            platform: Platform::Linux,
            sha1: String::new(),
            sha256: "6e1b940c".into(),
            file_name: "office-ca.crt".into(),
            issuer: "https://office.local".into(),
            qr: Qr::default(),
        };
        let path = format!("{}:/usr/bin:/bin", scratch.path().display());
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &trust.linux().command]).env("PATH", path).env("TMPDIR", scratch.path());
        String::from_utf8(shell.output().unwrap().stdout).unwrap()
    }

    #[cfg(unix)]
    #[test]
    fn a_line_goes_on_only_with_the_certificate_that_it_names() {
        let right = run_the_line("6E:1B:94:0C");
        assert!(
            right.contains("sudo install -m 644 office-ca.crt") || right.contains("sudo trust anchor"),
            "{right}"
        );
        let wrong = run_the_line("6E:1B:94:0D");
        assert!(wrong.contains("The fingerprint differs") && !wrong.contains("sudo"), "{wrong}");
    }

    /// It stands between quotes of a shell; PowerShell ends a text at each of these.
    #[test]
    fn what_a_line_says_holds_nothing_that_ends_it() {
        for text in crate::text::Text::all() {
            let said = text.trust_line_differs();
            let ends = ['\'', '‘', '’', '‚', '‛', '\\', '$', '`', '"', '\n'];
            assert!(!said.contains(ends), "{}: {said}", text.tag());
        }
    }

    #[test]
    fn a_fingerprint_is_grouped_whatever_its_form_was() {
        assert_eq!(grouped("6e:1b:94:0c", 4), "6E1B 940C");
        assert_eq!(grouped("6e1b", 2), "6E 1B");
    }
}
