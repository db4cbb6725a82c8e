//! What the packages hold.

/// A package.
#[derive(Debug)]
pub(crate) struct Kind {
    /// Its name.
    pub(crate) name: &'static str,
    pub(super) summary: &'static str,
    pub(super) description: &'static [&'static str],
    /// Whether it has the window.
    pub(crate) has_window: bool,
    /// The other package, whose place it takes.
    pub(super) other: &'static str,
    pub(super) debian_needs: &'static [&'static str],
    pub(super) debian_recommends: &'static [&'static str],
    pub(super) rpm_needs: &'static [&'static str],
}

/// For servers without a screen.
pub(crate) const HEADLESS: Kind = Kind {
    name: "donelogin",
    summary: "sign-in server for an office",
    description: &[
        "DOneLogin is an OpenID Connect provider that an office runs on a machine of",
        "its own: people have one account, and a phone can be the second step. This",
        "package is the system service, for machines without a screen.",
    ],
    has_window: false,
    other: "donelogin-desktop",
    debian_needs: &[],
    debian_recommends: &["ca-certificates"],
    rpm_needs: &[],
};

/// For a machine with a screen. It holds the service as well and takes the place of the other package, since a package
/// that is opened by a double click finds nothing beside it that it could depend on.
pub(crate) const WINDOW: Kind = Kind {
    name: "donelogin-desktop",
    summary: "sign-in server for an office, with its window",
    description: &[
        "DOneLogin is an OpenID Connect provider that an office runs on a machine of",
        "its own: people have one account, and a phone can be the second step. This",
        "package is the system service and the window to look after it.",
    ],
    has_window: true,
    other: "donelogin",
    debian_needs: &[
        "libwebkit2gtk-4.1-0",
        "libgtk-3-0",
        "libayatana-appindicator3-1",
        "pkexec | policykit-1",
    ],
    debian_recommends: &["ca-certificates", "libnss3-tools"],
    rpm_needs: &["libayatana-appindicator-gtk3", "polkit"],
};

/// Where a file of a package comes from.
#[derive(Clone, Copy, Debug)]
pub(super) enum From {
    /// A file of the workspace, as it is.
    File(&'static str),
    /// The same, with its blanks filled in.
    Filled(&'static str),
    /// The same, compressed.
    Gzip(&'static str),
    /// The command and server.
    Command,
    /// The window.
    Window,
}

/// A file of a package.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) from: From,
    /// Where it goes; at signs stand around blanks.
    pub(super) to: &'static str,
    pub(super) mode: u32,
}

const fn entry(from: From, to: &'static str) -> Entry {
    let mode = if matches!(from, From::Command | From::Window) { 0o755 } else { 0o644 };
    Entry { from, to, mode }
}

/// What all packages hold.
const COMMON: [Entry; 9] = [
    entry(From::Command, "usr/bin/donelogin"),
    entry(From::File("installer/linux/donelogin.service"), "usr/lib/systemd/system/donelogin.service"),
    entry(From::File("installer/linux/sysusers.conf"), "usr/lib/sysusers.d/donelogin.conf"),
    entry(From::File("installer/linux/tmpfiles.conf"), "usr/lib/tmpfiles.d/donelogin.conf"),
    entry(From::File("installer/linux/firewall/firewalld.xml"), "usr/lib/firewalld/services/donelogin.xml"),
    entry(From::File("installer/linux/firewall/ufw"), UFW),
    entry(From::File("installer/linux/copyright"), "usr/share/doc/@name@/copyright"),
    entry(From::File("CHANGELOG.md"), "usr/share/doc/@name@/CHANGELOG.md"),
    entry(From::Gzip("installer/linux/man/donelogin.1"), "usr/share/man/man1/donelogin.1.gz"),
];

/// What an administrator may change: ufw looks nowhere else.
pub(super) const UFW: &str = "etc/ufw/applications.d/donelogin";

/// What the window needs besides.
const DESKTOP: [Entry; 8] = [
    entry(From::Window, "usr/bin/donelogin-desktop"),
    entry(
        From::File("installer/linux/desktop/donelogin.desktop"),
        "usr/share/applications/donelogin.desktop",
    ),
    entry(
        From::Filled("installer/linux/desktop/org.donelogin.DOneLogin.metainfo.xml"),
        "usr/share/metainfo/org.donelogin.DOneLogin.metainfo.xml",
    ),
    entry(
        From::File("installer/linux/desktop/org.donelogin.policy"),
        "usr/share/polkit-1/actions/org.donelogin.policy",
    ),
    entry(From::File("src-tauri/icons/32x32.png"), "usr/share/icons/hicolor/32x32/apps/donelogin.png"),
    entry(From::File("src-tauri/icons/128x128.png"), "usr/share/icons/hicolor/128x128/apps/donelogin.png"),
    entry(From::File("src-tauri/icons/128x128@2x.png"), "usr/share/icons/hicolor/256x256/apps/donelogin.png"),
    entry(From::Gzip("installer/linux/man/donelogin-desktop.1"), "usr/share/man/man1/donelogin-desktop.1.gz"),
];

impl Kind {
    /// Its files.
    pub(super) fn entries(&self) -> impl Iterator<Item = Entry> {
        let more: &[Entry] = if self.has_window { &DESKTOP } else { &[] };
        COMMON.into_iter().chain(more.iter().copied())
    }
}
