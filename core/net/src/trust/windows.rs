//! The machine's root store of Windows, by the `certutil` that comes with it. Untested on a real Windows: tests see the
//! calls alone.

use std::path::PathBuf;

use super::look::Look;
use super::{Action, Invocation, Kind, Place, Plan, Root, Step};

const STORE: &str = "the root certificates of this computer";
const AS_ADMIN: &str = "run it in a terminal that was opened as administrator";

pub(super) fn plan(place: &Place, root: &Root, action: Action) -> Plan {
    let path = PathBuf::from(r"Cert:\LocalMachine\Root");
    let Some(certutil) = place.program("certutil") else {
        return Plan::of_machine(Kind::System, STORE, path, None).blocked(
            "certutil.exe is not in the path",
            "open the file of `donelogin ca export --format der` and choose Install certificate",
        );
    };
    let is_there = Invocation::new(&certutil, &["-store", "Root", &root.sha1_hex], AS_ADMIN);
    let plan = Plan::of_machine(Kind::System, STORE, path, Some(Look::Succeeds(is_there.clone())));
    let steps = match action {
        Action::Install => {
            let file = place.scratch.join(format!("{}.crt", root.file_stem));
            let path = file.to_string_lossy().into_owned();
            let add = Invocation::new(&certutil, &["-addstore", "-f", "Root", &path], AS_ADMIN);
            vec![Step::Write(file.clone(), root.cert_der.clone()), Step::Run(add), Step::Remove(file)]
        }
        Action::Uninstall => {
            let delete = Invocation::new(&certutil, &["-delstore", "Root", &root.sha1_hex], AS_ADMIN);
            vec![Step::RunIf(is_there, delete)]
        }
    };
    plan.ready(steps)
}
