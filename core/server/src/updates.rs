//! Reading the list of updates: out of a folder, or by https.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::call::{Call, CallError, Reach};
use domain::updates::{FILE, LONGEST_BYTES, NotAList, Source};
use net::call::Caller;
use net::plain::{self, Links};
use net::trusted::Trusted;
use service::updates::{ReadList, Reading, Unreachable};
use url::Url;

use crate::config::{Config, Network};
use crate::outside::allowed;

/// A folder of another machine may not answer at all.
const PATIENCE: Duration = Duration::from_secs(15);

/// Reads lists.
#[derive(Debug)]
pub(crate) struct Lists {
    extra_ca_file: Option<PathBuf>,
    allowed_private: Vec<Network>,
}

impl Lists {
    pub(crate) fn new(config: &Config) -> Self {
        let net = &config.net;
        Self { extra_ca_file: net.extra_ca_file.clone(), allowed_private: net.allowed_private.clone() }
    }

    async fn fetch(&self, url: &Url) -> Result<Vec<u8>, CallError> {
        let own = |error: &dyn std::fmt::Display| CallError::Own(error.to_string());
        let extra = self.extra_ca_file.clone();
        let trusted = tokio::task::spawn_blocking(move || Trusted::read(extra.as_deref())).await;
        let trusted = trusted.map_err(|error| own(&error))?.map_err(|error| own(&error))?;
        let caller = Caller::new(trusted, allowed(self.allowed_private.clone()), Vec::new());
        let call = Call { url: url.clone(), reach: Reach::Public, most: LONGEST_BYTES };
        Ok(caller.fetch(&call).await?.body)
    }
}

impl ReadList for Lists {
    fn read<'a>(&'a self, source: &'a Source) -> Reading<'a> {
        Box::pin(async move {
            match source {
                Source::Folder(folder) => in_time(folder).await,
                Source::Web(url) => {
                    let refuse = |error| match error {
                        CallError::TooLong => Unreachable(NotAList::Long.to_string()),
                        error => Unreachable(format!("{url} cannot be read: {error}{}", mend(&error))),
                    };
                    self.fetch(url).await.map_err(refuse)
                }
            }
        })
    }
}

/// What to do about it, behind what went wrong.
fn mend(error: &CallError) -> &'static str {
    match error {
        CallError::Forbidden(_) => {
            "; for a server of the office, name its network in net.allowed_private of the settings file"
        }
        CallError::Redirect => "; set updates.source to the address where the list is",
        CallError::Status(_) => "; put the list there, or correct updates.source",
        CallError::Untrusted(_) => "; name the CA of that server in net.extra_ca_file of the settings file",
        _ => "",
    }
}

async fn in_time(folder: &Path) -> Result<Vec<u8>, Unreachable> {
    let path = folder.join(FILE);
    let shown = path.display().to_string();
    let reading = tokio::task::spawn_blocking(move || read(&path));
    let refuse = |why: String| Unreachable(format!("{shown} cannot be read: {why}"));
    match tokio::time::timeout(PATIENCE, reading).await {
        Ok(Ok(outcome)) => outcome.map_err(|error| refuse(error.to_string())),
        Ok(Err(error)) => Err(refuse(error.to_string())),
        Err(_) => {
            Err(refuse("no answer in time; is the folder of another machine, and is that one on?".into()))
        }
    }
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    if path.symlink_metadata()?.is_symlink() {
        return Err(io::Error::other("it is a link; put the file itself there"));
    }
    let file = plain::open(path, Links::Refused)?.ok_or_else(|| io::Error::other("it is no plain file"))?;
    let mut list = Vec::new();
    file.take(LONGEST_BYTES as u64 + 1).read_to_end(&mut list)?;
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[tokio::test]
    async fn only_a_plain_file_is_read_and_only_so_much_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        let said = || async { in_time(folder.path()).await.map(|list| list.len()).map_err(|error| error.0) };
        assert!(said().await.unwrap_err().contains("donelogin-updates.json cannot be read: No such file"));
        std::os::unix::fs::symlink("/etc/passwd", &path).unwrap();
        assert!(said().await.unwrap_err().contains("it is a link"));
        std::fs::remove_file(&path).unwrap();
        rustix::fs::mkfifoat(rustix::fs::CWD, &path, 0o600.into()).unwrap();
        assert!(said().await.unwrap_err().contains("no plain file"), "and nobody waits for a writer");
        std::fs::remove_file(&path).unwrap();
        std::fs::create_dir(&path).unwrap();
        assert!(said().await.unwrap_err().contains("no plain file"));
        std::fs::remove_dir(&path).unwrap();
        std::fs::write(&path, vec![b' '; LONGEST_BYTES + 500]).unwrap();
        assert_eq!(said().await, Ok(LONGEST_BYTES + 1));
    }
}
