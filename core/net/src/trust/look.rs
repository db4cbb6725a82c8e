//! Reads a store: is our certificate in it, and trusted?

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{Failure, Invocation, Root, nss, run};

/// How a store is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Look {
    /// A file of certificates in PEM.
    Bundle(PathBuf),
    /// A database of NSS: the certificate may stand there without being trusted.
    Nss {
        /// The tool.
        certutil: PathBuf,
        /// The database.
        directory: PathBuf,
    },
    /// A program that prints the certificates in PEM.
    Prints(Invocation),
    /// A program that succeeds if it is there.
    Succeeds(Invocation),
}

impl Look {
    /// Whether the store trusts this root.
    pub(super) fn finds(&self, root: &Root) -> Result<bool, Failure> {
        match self {
            // A store that was never made holds nothing.
            Self::Bundle(path) => Ok(fs::read(path).is_ok_and(|text| holds(&text, &root.cert_der))),
            Self::Nss { certutil, directory } => in_nss(certutil, directory, root),
            Self::Prints(invocation) => {
                let output = run::output(invocation)?;
                Ok(output.status.success() && holds(&output.stdout, &root.cert_der))
            }
            Self::Succeeds(invocation) => Ok(run::output(invocation)?.status.success()),
        }
    }
}

/// Whether one of the certificates in a text of PEM blocks (RFC 7468) is this one.
fn holds(text: &[u8], der: &[u8]) -> bool {
    const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
    const END: &str = "-----END CERTIFICATE-----";
    let wanted = STANDARD.encode(der);
    let text = String::from_utf8_lossy(text);
    let blocks = text.split(BEGIN).skip(1).filter_map(|rest| rest.split_once(END));
    blocks.into_iter().any(|(block, _)| block.chars().filter(|c| !c.is_whitespace()).eq(wanted.chars()))
}

/// NSS keeps one nickname for a subject, so that somebody who imported our CA by hand gave it theirs: every trusted
/// entry that may be it is read.
fn in_nss(certutil: &Path, directory: &Path, root: &Root) -> Result<bool, Failure> {
    if !directory.join("cert9.db").is_file() {
        return Ok(false);
    }
    let at = nss::sql(directory);
    let list = run::output(&Invocation::new(certutil, &["-L", "-d", &at], nss::MEND))?;
    if !list.status.success() {
        let words = String::from_utf8_lossy(&list.stderr).trim().to_owned();
        return Err(Failure { reason: format!("it cannot be read: {words}"), mend: nss::MEND.to_owned() });
    }
    let list = String::from_utf8_lossy(&list.stdout).into_owned();
    for nickname in list.lines().filter_map(trusted_nickname) {
        if nickname != root.nickname && !nickname.contains(&root.common_name) {
            continue;
        }
        let show = Invocation::new(certutil, &["-L", "-d", &at, "-a", "-n", nickname], nss::MEND);
        if holds(&run::output(&show)?.stdout, &root.cert_der) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The nickname of a line of `certutil -L` whose flags say that it is trusted to sign servers' certificates.
fn trusted_nickname(line: &str) -> Option<&str> {
    let (nickname, flags) = line.trim_end().rsplit_once(char::is_whitespace)?;
    let (servers, _) = flags.split_once(',')?;
    servers.contains('C').then(|| nickname.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_is_found_by_its_bytes_however_the_lines_are_broken() {
        let der = [7_u8; 100];
        let base64 = STANDARD.encode(der);
        let block = |body: &str| format!("-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n");
        let (first, rest) = base64.split_at(30);
        let text = format!("# an office\n{}{}", block("AAAA"), block(&format!("{first}\r\n{rest}")));
        assert!(holds(text.as_bytes(), &der));
        assert!(!holds(block("AAAA").as_bytes(), &der));
        assert!(!holds(base64.as_bytes(), &der), "without its frame it is no certificate");
        assert!(!holds(b"", &der));
    }

    #[test]
    fn flags_tell_what_is_trusted_for_servers() {
        let line = |flags: &str| format!("Kestrel Row sign-in CA (6e1b940c)               {flags}");
        assert_eq!(trusted_nickname(&line("C,,")), Some("Kestrel Row sign-in CA (6e1b940c)"));
        assert_eq!(trusted_nickname(&line("CT,C,C ")), Some("Kestrel Row sign-in CA (6e1b940c)"));
        for other in [",,", "p,p,p", ",C,"] {
            assert_eq!(trusted_nickname(&line(other)), None, "{other}");
        }
        assert_eq!(trusted_nickname("Certificate Nickname     Trust Attributes"), None);
        assert_eq!(trusted_nickname(""), None);
    }
}
