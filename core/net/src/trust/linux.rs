//! The system's store on Linux: a file among the anchors and a program that rebuilds the bundles.

use super::look::Look;
use super::{Action, Invocation, Kind, Place, Plan, Root, Step};

const STORE: &str = "the system's trust store";
const AS_ROOT: &str = "run it as root: sudo donelogin ca install";

/// One family of distributions.
struct Family {
    anchors: &'static str,
    ending: &'static str,
    program: &'static str,
    install: &'static [&'static str],
    uninstall: &'static [&'static str],
    package: &'static str,
    /// What programs read: rebuilt from the anchors.
    bundle: &'static str,
}

/// In the order in which they exclude each other: Fedora also has Debian's directory at times.
const FAMILIES: [Family; 4] = [
    // Fedora, RHEL
    Family {
        anchors: "/etc/pki/ca-trust/source/anchors",
        ending: "pem",
        program: "update-ca-trust",
        install: &["extract"],
        uninstall: &["extract"],
        package: "ca-certificates",
        bundle: "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    },
    // Debian, Ubuntu, Alpine; `--fresh` so that links to a file that is gone go too
    Family {
        anchors: "/usr/local/share/ca-certificates",
        ending: "crt",
        program: "update-ca-certificates",
        install: &[],
        uninstall: &["--fresh"],
        package: "ca-certificates",
        bundle: "/etc/ssl/certs/ca-certificates.crt",
    },
    // Arch
    Family {
        anchors: "/etc/ca-certificates/trust-source/anchors",
        ending: "crt",
        program: "trust",
        install: &["extract-compat"],
        uninstall: &["extract-compat"],
        package: "p11-kit",
        bundle: "/etc/ca-certificates/extracted/tls-ca-bundle.pem",
    },
    // openSUSE
    Family {
        anchors: "/usr/share/pki/trust/anchors",
        ending: "pem",
        program: "update-ca-certificates",
        install: &[],
        uninstall: &["--fresh"],
        package: "ca-certificates",
        bundle: "/var/lib/ca-certificates/ca-bundle.pem",
    },
];

pub(super) fn plan(place: &Place, root: &Root, action: Action) -> Plan {
    let Some(family) = FAMILIES.iter().find(|family| place.at(family.anchors).is_dir()) else {
        return by_p11_kit(place, root, action);
    };
    let bundle = place.at(family.bundle);
    let plan = Plan::of_machine(Kind::System, STORE, bundle.clone(), Some(Look::Bundle(bundle)));
    let Some(program) = place.program(family.program) else {
        let mend = format!("install the package {}", family.package);
        return plan.blocked(&format!("{} is not on this machine", family.program), &mend);
    };
    let anchor = place.at(family.anchors).join(format!("{}.{}", root.file_stem, family.ending));
    let (first, args) = match action {
        Action::Install => (Step::Write(anchor, root.pem()), family.install),
        Action::Uninstall => (Step::Remove(anchor), family.uninstall),
    };
    plan.ready(vec![first, Step::Run(Invocation::new(&program, args, AS_ROOT))])
}

/// No directory that we know, but p11-kit knows its own.
fn by_p11_kit(place: &Place, root: &Root, action: Action) -> Plan {
    let bundle = place.at("/etc/ssl/certs/ca-certificates.crt");
    let plan = Plan::of_machine(Kind::System, STORE, bundle.clone(), Some(Look::Bundle(bundle)));
    let Some(program) = place.program("trust") else {
        return plan.blocked(
            "this distribution keeps its trust store where we do not know it",
            "install the package ca-certificates, or add the file of `donelogin ca export` as the distribution's manual says",
        );
    };
    let file = place.scratch.join(format!("{}.pem", root.file_stem));
    let path = file.to_string_lossy().into_owned();
    let verb = match action {
        Action::Install => "--store",
        Action::Uninstall => "--remove",
    };
    let anchor = Invocation::new(&program, &["anchor", verb, &path], AS_ROOT);
    plan.ready(vec![Step::Write(file.clone(), root.pem()), Step::Run(anchor), Step::Remove(file)])
}
