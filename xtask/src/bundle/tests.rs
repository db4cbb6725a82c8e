//! The package is built from a stand-in for the program and looked into.

use super::*;

#[test]
fn the_package_holds_program_unit_and_papers() {
    if !command::exists("dpkg-deb") {
        return; // Only Debian and its relatives can build and read it.
    }
    let scratch = workspace::target().join(format!("bundle-test-{}", std::process::id()));
    fs::create_dir_all(&scratch).unwrap();
    let program = scratch.join("program");
    fs::write(&program, "#!/bin/sh\n").unwrap();
    let package = deb(&program, &scratch).unwrap();
    let list = command::read(command::new("dpkg-deb").arg("-c").arg(&package)).unwrap();
    let control = command::read(command::new("dpkg-deb").arg("-I").arg(&package)).unwrap();
    fs::remove_dir_all(&scratch).unwrap();
    let expected = [
        ("-rwxr-xr-x root/root", "./usr/bin/donelogin"),
        ("-rw-r--r-- root/root", "./usr/lib/systemd/system/donelogin.service"),
        ("-rw-r--r-- root/root", "./usr/lib/sysusers.d/donelogin.conf"),
        ("-rw-r--r-- root/root", "./usr/lib/tmpfiles.d/donelogin.conf"),
        ("-rw-r--r-- root/root", "./usr/share/doc/donelogin/copyright"),
        ("-rw-r--r-- root/root", "./usr/share/doc/donelogin/CHANGELOG.md"),
    ];
    for (rights, path) in expected {
        let found = list.lines().any(|line| line.starts_with(rights) && line.ends_with(path));
        assert!(found, "{rights} {path} is not in:\n{list}");
    }
    for part in ["postinst", "prerm", "postrm", "Package: donelogin", "Version: "] {
        assert!(control.contains(part), "{part} is not in:\n{control}");
    }
}

#[test]
fn the_first_run_link_does_not_reach_the_journal() {
    let unit = fs::read_to_string(workspace::root().join("installer/linux/donelogin.service")).unwrap();
    let stdout: Vec<_> = unit.lines().filter(|line| line.starts_with("StandardOutput=")).collect();
    assert_eq!(stdout, ["StandardOutput=truncate:/run/donelogin/console"]);
    let folder = fs::read_to_string(workspace::root().join("installer/linux/tmpfiles.conf")).unwrap();
    assert!(folder.contains("d /run/donelogin 0700 donelogin donelogin"), "nobody else may read it");
}
