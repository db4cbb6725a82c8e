//! The data directory: made for its owner alone, held by one process at a time, with the master key in it.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use domain::world::Entropy;
use zeroize::Zeroizing;

/// The file whose lock is the right to the directory.
const LOCK_FILE: &str = "donelogin.lock";
/// The database in the directory.
pub const DATABASE: &str = "donelogin.db";
/// The key under which secrets in the database are sealed.
const MASTER_KEY: &str = "master.key";
/// The socket for commands.
pub const CONTROL_SOCKET: &str = "control.sock";

/// The right to the data directory; given back when dropped.
#[derive(Debug)]
pub struct Lock {
    dir: PathBuf,
    _file: File,
}

/// Why the directory cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// The directory cannot be made or used.
    #[error("the data directory {} cannot be used: {source}{}", path.display(), mend(source))]
    Directory {
        /// The directory.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Root would work in a directory in which somebody else can lay links.
    #[error(
        "the data directory {} belongs to somebody else, and root changes nothing in it: run it as its owner: \
         sudo -u {owner} donelogin …", path.display()
    )]
    Foreign {
        /// The directory.
        path: PathBuf,
        /// Its owner, as sudo takes them.
        owner: String,
    },
    /// Another process holds it.
    #[error("the data directory {} is in use by another donelogin{}: stop that one first, or name another --data-dir",
        path.display(), process.map(|id| format!(" (process {id})")).unwrap_or_default())]
    Held {
        /// The directory.
        path: PathBuf,
        /// Who holds it.
        process: Option<u32>,
    },
    /// The master key cannot be read or made.
    #[error("the master key {} cannot be used: {source}{}", path.display(), mend(source))]
    MasterKey {
        /// Its file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The database is there, its key is not.
    #[error("the master key {} is gone, but the database is there: put the file back from a backup", .0.display())]
    MasterKeyGone(PathBuf),
    /// Not 32 bytes.
    #[error("the master key {} is not 32 bytes long: put the file back from a backup", .0.display())]
    MasterKeyLength(PathBuf),
    /// A share over the network: its locks and its durability cannot be relied on.
    #[error("the data directory {} is on a network share: name one on a local disk with --data-dir", .0.display())]
    NetworkShare(PathBuf),
    /// Others can read what they must not.
    #[error("{} can be read by other people: run chmod {mode} {}", path.display(), path.display())]
    Open {
        /// The file or directory.
        path: PathBuf,
        /// The mode that it should have.
        mode: &'static str,
    },
}

fn mend(error: &io::Error) -> &'static str {
    #[cfg(unix)]
    if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) {
        return "; a file of ours in it is a link: put the file itself there";
    }
    match error.kind() {
        io::ErrorKind::StorageFull => "; make room on the disk",
        io::ErrorKind::PermissionDenied => {
            "; run this as the owner of the directory, or name another one with --data-dir"
        }
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => "; name a directory with --data-dir",
        _ => "",
    }
}

impl Lock {
    /// Takes the directory; makes it where there is none.
    pub fn acquire(dir: &Path) -> Result<Self, LockError> {
        let refuse = |source| LockError::Directory { path: dir.to_owned(), source };
        refuse_foreign(dir, is_root())?;
        make_private(dir).map_err(refuse)?;
        refuse_network_share(dir)?;
        refuse_strangers(dir)?;
        let path = dir.join(LOCK_FILE);
        let mut file =
            open_private(&path, OpenOptions::new().read(true).write(true).create(true)).map_err(refuse)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut text = String::new();
                let process = file.read_to_string(&mut text).ok().and_then(|_| text.trim().parse().ok());
                return Err(LockError::Held { path: dir.to_owned(), process });
            }
            Err(TryLockError::Error(source)) => return Err(refuse(source)),
        }
        // Emptied only now: what others wrote while they hold the lock is theirs.
        // Only for people who ask who holds it; a full disk must not keep a command from being told so.
        let _ = file.set_len(0).and_then(|()| file.write_all(std::process::id().to_string().as_bytes()));
        Ok(Self { dir: dir.to_owned(), _file: file })
    }

    /// The same with patience: a command holds the directory for a moment only.
    pub fn acquire_within(dir: &Path, patience: Duration) -> Result<Self, LockError> {
        let begin = Instant::now();
        loop {
            match Self::acquire(dir) {
                Err(LockError::Held { .. }) if begin.elapsed() < patience => {
                    std::thread::sleep(Duration::from_millis(20));
                }
                outcome => return outcome,
            }
        }
    }

    /// The directory.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The path of a file in the directory that only its owner can read; made empty where there is none.
    pub fn private_file(&self, name: &str) -> Result<PathBuf, LockError> {
        let path = self.dir.join(name);
        let opened = open_private(&path, OpenOptions::new().read(true).append(true).create(true));
        opened.map(|_| path).map_err(|source| LockError::Directory { path: self.dir.clone(), source })
    }

    /// The master key; made with the database, never again.
    pub fn master_key(&self, entropy: &dyn Entropy) -> Result<Zeroizing<[u8; 32]>, LockError> {
        let path = self.dir.join(MASTER_KEY);
        match std::fs::read(&path).map(Zeroizing::new) {
            Ok(bytes) => {
                refuse_readable(&path, "600")?;
                let key = <[u8; 32]>::try_from(bytes.as_slice());
                key.map(Zeroizing::new).map_err(|_| LockError::MasterKeyLength(path))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if self.dir.join(DATABASE).exists() {
                    return Err(LockError::MasterKeyGone(path));
                }
                let mut key = Zeroizing::new([0; 32]);
                entropy.fill(key.as_mut_slice());
                write_durably(&self.dir, &path, key.as_slice())
                    .map_err(|source| LockError::MasterKey { path, source })?;
                Ok(key)
            }
            Err(source) => Err(LockError::MasterKey { path, source }),
        }
    }
}

/// Whole or not at all: a new name only after the bytes are on the disk.
fn write_durably(dir: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = path.with_extension("new");
    let mut file = open_private(&temporary, OpenOptions::new().write(true).create(true).truncate(true))?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    let renamed = written.and_then(|()| std::fs::rename(&temporary, path));
    if renamed.is_err() {
        // What is left would only confuse; the error that matters is the first one.
        let _ = std::fs::remove_file(&temporary);
    }
    renamed?;
    if cfg!(unix) { File::open(dir)?.sync_all() } else { Ok(()) }
}

#[cfg(unix)]
fn make_private(dir: &Path) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
    if dir.is_dir() {
        // An empty one that somebody made for us with the usual mode.
        let is_loose = std::fs::metadata(dir)?.permissions().mode() & 0o077 != 0;
        if is_loose && std::fs::read_dir(dir)?.next().is_none() {
            std::fs::set_permissions(dir, std::fs::Permissions::from_mode(0o700))?;
        }
        return Ok(());
    }
    if let Some(parent) = dir.parent() {
        std::fs::create_dir_all(parent)?;
    }
    DirBuilder::new().mode(0o700).create(dir)
}

#[cfg(not(unix))]
fn make_private(dir: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).create(dir)
}

/// Never along a link, which somebody may have laid to make us write elsewhere.
#[cfg(unix)]
fn open_private(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let no_link = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();
    options.mode(0o600).custom_flags(no_link).open(path)
}

#[cfg(not(unix))]
fn open_private(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    options.open(path)
}

#[cfg(unix)]
fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}

/// Whoever owns the directory may lay links in it at any moment, and what root makes there its owner's server cannot use.
#[cfg(unix)]
fn refuse_foreign(dir: &Path, is_root: bool) -> Result<(), LockError> {
    use std::os::unix::fs::MetadataExt as _;
    match std::fs::metadata(dir) {
        Ok(found) if is_root && found.uid() != 0 => {
            Err(LockError::Foreign { path: dir.to_owned(), owner: name_of(found.uid()) })
        }
        // What cannot be looked at cannot be made either, which is said there.
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
fn refuse_foreign(_: &Path, _: bool) -> Result<(), LockError> {
    Ok(())
}

/// A user's name, or the number as sudo takes it where the machine's own list has none.
#[cfg(unix)]
fn name_of(uid: u32) -> String {
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let name = users.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)?.parse() == Ok(uid)).then(|| name.to_owned())
    });
    name.unwrap_or_else(|| format!("'#{uid}'"))
}

/// Names that may stand in the directory before we have been there.
const NOT_STRANGE: [&str; 2] = ["donelogin.toml", "lost+found"];

/// A directory with other people's things in it is not made private behind their back, and not used either.
fn refuse_strangers(dir: &Path) -> Result<(), LockError> {
    let refuse = |source| LockError::Directory { path: dir.to_owned(), source };
    let is_ours = [LOCK_FILE, MASTER_KEY, DATABASE].iter().any(|name| dir.join(name).exists());
    let names = std::fs::read_dir(dir).map_err(refuse)?.map(|entry| entry.map(|entry| entry.file_name()));
    let is_strange = |name: &std::ffi::OsString| !NOT_STRANGE.iter().any(|known| name == known);
    let strange = names.collect::<io::Result<Vec<_>>>().map_err(refuse)?.iter().any(is_strange);
    if is_ours || !strange {
        tighten(dir).map_err(refuse)?;
    }
    refuse_readable(dir, "700")
}

#[cfg(unix)]
fn tighten(dir: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = std::fs::metadata(dir)?.permissions().mode();
    if mode & 0o077 == 0 {
        Ok(())
    } else {
        std::fs::set_permissions(dir, std::fs::Permissions::from_mode(0o700))
    }
}

#[cfg(not(unix))]
fn tighten(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn refuse_readable(path: &Path, mode: &'static str) -> Result<(), LockError> {
    use std::os::unix::fs::PermissionsExt as _;
    let metadata =
        std::fs::metadata(path).map_err(|source| LockError::Directory { path: path.to_owned(), source })?;
    match metadata.permissions().mode() & 0o077 {
        0 => Ok(()),
        _ => Err(LockError::Open { path: path.to_owned(), mode }),
    }
}

#[cfg(not(unix))]
fn refuse_readable(_: &Path, _: &'static str) -> Result<(), LockError> {
    Ok(())
}

/// NFS, SMB, SMB2, CIFS, Coda, AFS, Ceph: the magic numbers of statfs(2).
#[cfg(target_os = "linux")]
const NETWORK_FILE_SYSTEMS: [u32; 7] =
    [0x6969, 0x517B, 0xFE53_4D42, 0xFF53_4D42, 0x7375_7245, 0x5346_414F, 0x00C3_6400];

#[cfg(target_os = "linux")]
fn refuse_network_share(dir: &Path) -> Result<(), LockError> {
    let found = rustix::fs::statfs(dir)
        .map_err(|error| LockError::Directory { path: dir.to_owned(), source: error.into() })?;
    let is_magic = |magic: &u32| {
        i128::from(found.f_type) == i128::from(*magic) || u32::try_from(found.f_type) == Ok(*magic)
    };
    if NETWORK_FILE_SYSTEMS.iter().any(is_magic) {
        Err(LockError::NetworkShare(dir.to_owned()))
    } else {
        Ok(())
    }
}

#[cfg(not(target_os = "linux"))]
fn refuse_network_share(_: &Path) -> Result<(), LockError> {
    Ok(())
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use domain::world::SystemEntropy;

    use super::*;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn the_directory_is_made_for_its_owner_alone_and_held_once() {
        let scratch = tempfile::tempdir().unwrap();
        let dir = scratch.path().join("a/b");
        let lock = Lock::acquire(&dir).unwrap();
        assert_eq!(mode(&dir), 0o700);
        let refused = Lock::acquire(&dir).unwrap_err();
        let message = refused.to_string();
        assert!(message.contains(&std::process::id().to_string()), "{message}");
        drop(lock);
        Lock::acquire(&dir).unwrap();
    }

    #[test]
    fn the_master_key_is_made_once_and_stays() {
        let dir = tempfile::tempdir().unwrap();
        let lock = Lock::acquire(dir.path()).unwrap();
        let key = lock.master_key(&SystemEntropy).unwrap();
        assert_eq!(lock.master_key(&SystemEntropy).unwrap(), key);
        let path = dir.path().join(MASTER_KEY);
        assert_eq!(mode(&path), 0o600);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        let message = lock.master_key(&SystemEntropy).unwrap_err().to_string();
        assert!(message.contains("chmod 600"), "{message}");
    }

    #[test]
    fn a_lost_master_key_is_not_replaced_while_the_database_is_there() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(DATABASE), b"x").unwrap();
        let lock = Lock::acquire(dir.path()).unwrap();
        assert!(matches!(lock.master_key(&SystemEntropy), Err(LockError::MasterKeyGone(_))));
    }

    #[test]
    fn a_directory_that_others_use_is_refused_and_left_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("letter.txt"), b"x").unwrap();
        std::fs::set_permissions(dir.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
        assert!(matches!(Lock::acquire(dir.path()), Err(LockError::Open { .. })));
        assert_eq!(mode(dir.path()), 0o755);
    }

    #[test]
    fn a_link_in_the_place_of_a_file_leads_nowhere() {
        let scratch = tempfile::tempdir().unwrap();
        let (dir, letter) = (scratch.path().join("data"), scratch.path().join("letter"));
        std::fs::write(&letter, b"dear Ann").unwrap();
        drop(Lock::acquire(&dir).unwrap());
        std::fs::remove_file(dir.join(LOCK_FILE)).unwrap();
        for name in [LOCK_FILE, DATABASE, "master.new"] {
            std::os::unix::fs::symlink(&letter, dir.join(name)).unwrap();
        }
        let message = Lock::acquire(&dir).unwrap_err().to_string();
        assert!(message.contains("is a link"), "{message}");
        std::fs::remove_file(dir.join(LOCK_FILE)).unwrap();
        let lock = Lock::acquire(&dir).unwrap();
        assert!(lock.private_file(DATABASE).is_err());
        std::fs::remove_file(dir.join(DATABASE)).unwrap();
        assert!(matches!(lock.master_key(&SystemEntropy), Err(LockError::MasterKey { .. })));
        assert_eq!(std::fs::read(&letter).unwrap(), b"dear Ann");
    }

    #[test]
    fn root_is_told_to_work_as_the_owner() {
        let dir = tempfile::tempdir().unwrap();
        refuse_foreign(dir.path(), false).unwrap();
        // Root alone can give a directory away; to everybody else their own one is such a directory.
        if is_root() {
            refuse_foreign(dir.path(), true).unwrap();
            std::os::unix::fs::chown(dir.path(), Some(987_654), None).unwrap();
            let message = Lock::acquire(dir.path()).unwrap_err().to_string();
            assert!(message.contains("sudo -u '#987654' donelogin"), "{message}");
            assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
        } else {
            assert!(matches!(refuse_foreign(dir.path(), true), Err(LockError::Foreign { .. })));
        }
        assert_eq!(name_of(0), "root");
    }

    #[test]
    fn a_file_in_the_place_of_the_directory_is_refused() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("file");
        std::fs::write(&path, b"x").unwrap();
        assert!(matches!(Lock::acquire(&path), Err(LockError::Directory { .. })));
    }
}
