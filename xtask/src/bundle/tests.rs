//! Packages are built from stand-ins for the programs and looked into.

use super::*;

struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let folder = workspace::target().join(format!("bundle-test-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn programs(&self) -> Programs {
        let command = self.0.join("program");
        fs::write(&command, "#!/bin/sh\n# GLIBC_2.4 GLIBC_2.31 GLIBC_2.29\n").unwrap();
        Programs { window: Some(command.clone()), command }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn edition() -> Edition {
    Edition { version: "0.1.0-rc.1".to_owned(), at: 1_790_000_000, is_small: false }
}

/// The window's files are there once the window is.
fn kinds() -> Vec<&'static Kind> {
    if has_window() { vec![&HEADLESS, &WINDOW] } else { vec![&HEADLESS] }
}

#[test]
fn the_package_holds_program_unit_and_papers() {
    if !command::exists("dpkg-deb") {
        return; // Only Debian and its relatives can build and read it.
    }
    let scratch = Scratch::new("deb");
    let package = deb::pack(&HEADLESS, &scratch.programs(), &edition(), &scratch.0).unwrap();
    let read = |flag: &str| command::read(command::new("dpkg-deb").arg(flag).arg(&package)).unwrap();
    let (list, control) = (read("-c"), read("-I"));
    let expected = [
        ("-rwxr-xr-x root/root", "./usr/bin/donelogin"),
        ("-rw-r--r-- root/root", "./usr/lib/systemd/system/donelogin.service"),
        ("-rw-r--r-- root/root", "./usr/lib/sysusers.d/donelogin.conf"),
        ("-rw-r--r-- root/root", "./usr/lib/tmpfiles.d/donelogin.conf"),
        ("-rw-r--r-- root/root", "./usr/lib/firewalld/services/donelogin.xml"),
        ("-rw-r--r-- root/root", "./etc/ufw/applications.d/donelogin"),
        ("-rw-r--r-- root/root", "./usr/share/doc/donelogin/copyright"),
        ("-rw-r--r-- root/root", "./usr/share/doc/donelogin/CHANGELOG.md"),
    ];
    for (rights, path) in expected {
        let found = list.lines().any(|line| line.starts_with(rights) && line.ends_with(path));
        assert!(found, "{rights} {path} is not in:\n{list}");
    }
    for part in ["preinst", "postinst", "prerm", "postrm", "Version: 0.1.0~rc.1", "libc6 (>= 2.31)"] {
        assert!(control.contains(part), "{part} is not in:\n{control}");
    }
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let pack = |name: &str| -> Vec<Vec<u8>> {
        let scratch = Scratch::new(name);
        let programs = scratch.programs();
        let mut packages = Vec::new();
        for kind in kinds() {
            if command::exists("dpkg-deb") {
                packages.push(deb::pack(kind, &programs, &edition(), &scratch.0).unwrap());
            }
            if command::exists("rpmbuild") {
                packages.push(rpm::pack(kind, &programs, &edition(), &scratch.0).unwrap());
            }
        }
        packages.push(list::write(&edition(), &packages, &scratch.0).unwrap());
        packages.iter().map(|package| fs::read(package).unwrap()).collect()
    };
    assert!(pack("one") == pack("another"), "a path or an order of this machine is in a package");
}

#[test]
fn every_time_in_a_package_is_that_of_the_edition() {
    let scratch = Scratch::new("times");
    let programs = scratch.programs();
    if command::exists("dpkg-deb") {
        let package = deb::pack(&HEADLESS, &programs, &edition(), &scratch.0).unwrap();
        let list = command::read(command::new("dpkg-deb").env("TZ", "UTC").arg("-c").arg(package)).unwrap();
        assert!(list.lines().all(|line| line.contains(" 2026-09-21 14:13 ")), "{list}");
    }
    if command::exists("rpmbuild") {
        let package = rpm::pack(&HEADLESS, &programs, &edition(), &scratch.0).unwrap();
        let form = "[%{FILEMTIMES}\n]%{BUILDTIME}\n";
        let times = command::read(command::new("rpm").args(["-qp", "--qf", form]).arg(package)).unwrap();
        assert!(times.lines().all(|time| time == "1790000000"), "{times}");
    }
}

#[test]
fn scripts_are_whole_and_read_by_a_shell() {
    let scratch = Scratch::new("scripts");
    let stage =
        stage::Stage::lay(&HEADLESS, &scratch.programs(), &edition(), scratch.0.join("stage")).unwrap();
    for script in ["preinst", "postinst", "prerm", "postrm"] {
        let text = stage.filled(&format!("installer/linux/deb/{script}")).unwrap();
        assert!(!text.contains("#include") && !text.contains('@'), "{script}:\n{text}");
        let path = scratch.0.join(script);
        fs::write(&path, text).unwrap();
        command::check(command::new("sh").arg("-n").arg(path)).unwrap();
    }
}

#[test]
fn the_first_run_link_does_not_reach_the_journal() {
    let unit = fs::read_to_string(workspace::root().join("installer/linux/donelogin.service")).unwrap();
    let stdout: Vec<_> = unit.lines().filter(|line| line.starts_with("StandardOutput=")).collect();
    assert_eq!(stdout, ["StandardOutput=truncate:/run/donelogin/console"]);
    let folder = fs::read_to_string(workspace::root().join("installer/linux/tmpfiles.conf")).unwrap();
    assert!(folder.contains("d /run/donelogin 0700 root root"), "root opens it, and nobody else may read it");
}

#[test]
fn a_right_of_polkit_is_one_command_and_only_the_windows_is_kept() {
    let file = workspace::root().join("installer/linux/desktop/org.donelogin.policy");
    let policy = fs::read_to_string(file).unwrap();
    let key = "<annotate key=\"org.freedesktop.policykit.exec.argv1\">";
    let actions = policy.split("<action ").skip(1);
    let read = |action: &str| {
        let word = action.split(key).nth(1).and_then(|rest| rest.split('<').next()).map(str::to_owned);
        (word, action.contains("auth_admin_keep"))
    };
    let rights: Vec<_> = actions.map(read).collect();
    assert_eq!(rights, [(Some("control".to_owned()), true), (Some("ca".to_owned()), false)]);
}

#[test]
fn no_comment_ends_an_xml_file_before_its_time() {
    let mut list = command::new("git");
    list.args(["ls-files", "installer/*.xml", "installer/*.plist", "installer/*.policy", "installer/*.wxs"]);
    for file in command::read(&mut list).unwrap_or_default().lines() {
        let text = fs::read_to_string(workspace::root().join(file)).unwrap();
        for comment in text.split("<!--").skip(1).filter_map(|rest| rest.split("-->").next()) {
            assert!(!comment.contains("--"), "{file}: two hyphens inside of a comment: {comment}");
        }
    }
}
