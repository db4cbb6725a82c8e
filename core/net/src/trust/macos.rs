//! The system keychain of macOS, by `security`. Untested on a real Mac: tests see the calls alone.

use super::look::Look;
use super::{Action, Invocation, Kind, Place, Plan, Root, Step};

const STORE: &str = "the system keychain";
const KEYCHAIN: &str = "/Library/Keychains/System.keychain";
const AS_ROOT: &str = "run it as an administrator: sudo donelogin ca install";

pub(super) fn plan(place: &Place, root: &Root, action: Action) -> Plan {
    let path = place.at(KEYCHAIN);
    let Some(security) = place.program("security") else {
        return Plan::of_machine(Kind::System, STORE, path, None).blocked(
            "`security` is not on this machine",
            "open the file of `donelogin ca export --format mobileconfig`",
        );
    };
    let file = place.scratch.join(format!("{}.crt", root.file_stem));
    let keychain = path.to_string_lossy().into_owned();
    // All of that name, as PEM: those that were made anew have the same.
    let named = ["find-certificate", "-a", "-p", "-c", &root.common_name, &keychain];
    let look = Look::Prints(Invocation::new(&security, &named, AS_ROOT));
    let plan = Plan::of_machine(Kind::System, STORE, path, Some(look));
    let path = file.to_string_lossy().into_owned();
    let mut steps = vec![Step::Write(file.clone(), root.pem())];
    match action {
        Action::Install => steps.push(Step::Run(Invocation::new(
            &security,
            &["add-trusted-cert", "-d", "-r", "trustRoot", "-k", &keychain, &path],
            AS_ROOT,
        ))),
        Action::Uninstall => {
            let is_there = Invocation::new(
                &security,
                &["find-certificate", "-c", &root.common_name, &keychain],
                AS_ROOT,
            );
            let distrust = Invocation::new(&security, &["remove-trusted-cert", "-d", &path], AS_ROOT);
            let delete =
                Invocation::new(&security, &["delete-certificate", "-Z", &root.sha1_hex, &keychain], AS_ROOT);
            steps.push(Step::RunIf(is_there.clone(), distrust));
            steps.push(Step::RunIf(is_there, delete));
        }
    }
    steps.push(Step::Remove(file));
    plan.ready(steps)
}
