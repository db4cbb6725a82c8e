//! What the stores say, before and after they are changed.

use std::fs;
use std::path::PathBuf;

use serde::Serialize;

use super::{Action, Elevation, Failure, Invocation, Kind, Place, Plan, Root, Scope, Step, plan, run};

/// Our CA in the trust stores of a machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrustReport {
    /// SHA-256 of the CA's certificate, lower-case hex.
    pub fingerprint: String,
    /// Store by store.
    pub stores: Vec<StoreState>,
}

/// One store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StoreState {
    /// What kind of store it is.
    pub store: Kind,
    /// The store, in words for people.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Whether it trusts our CA.
    pub state: State,
    /// Why it does not, and the mend.
    pub reason: Option<String>,
}

/// Whether a store trusts our CA.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It does.
    Trusted,
    /// It does not.
    Absent,
    /// It could not be changed as was asked, or not be read.
    Failed,
    /// What is needed to read or change it is missing.
    Unavailable,
}

/// What the stores say. Nothing is changed. Blocks while programs run.
pub fn status(place: &Place, root: &Root) -> TrustReport {
    report(root, plan(place, root, Action::Install).into_iter().map(|plan| seen(plan, root, None)))
}

/// Puts the CA into every store that does not trust it yet. Blocks while programs run, and while somebody is asked for
/// an administrator's password.
pub fn install(place: &Place, root: &Root) -> TrustReport {
    change(place, root, Action::Install)
}

/// Takes the CA out of every store. Blocks as [`install`] does.
pub fn remove(place: &Place, root: &Root) -> TrustReport {
    change(place, root, Action::Uninstall)
}

fn change(place: &Place, root: &Root, action: Action) -> TrustReport {
    let refused = elevate(place, root, action);
    let plans = plan(place, root, action).into_iter();
    report(root, plans.map(|plan| one(plan, root, action, refused.as_ref())))
}

/// Does the machine's part by a program with the rights to it, once for all of its stores; why not, where that failed.
fn elevate(place: &Place, root: &Root, action: Action) -> Option<Failure> {
    let Elevation { pkexec, program } = place.elevation.as_ref()?;
    let machine = Place { scope: Scope::System, ..place.clone() };
    let due =
        plan(&machine, root, action).iter().any(|plan| plan.steps.is_ok() && is_due(plan, root, action));
    if !due {
        return None;
    }
    let verb = match action {
        Action::Install => "install",
        Action::Uninstall => "uninstall",
    };
    let certificate = place.scratch.join(format!("{}-machine.pem", root.file_stem));
    let (program, file) = (program.to_string_lossy(), certificate.to_string_lossy().into_owned());
    // The fingerprint goes along, so that nobody puts another file in the place of ours meanwhile.
    let args = ["ca", verb, "--system-only", "--certificate", &file, "--fingerprint", &root.sha256_hex];
    let args: Vec<&str> = std::iter::once(program.as_ref()).chain(args).collect();
    let mend = format!("give the password of an administrator, or run: sudo donelogin ca {verb}");
    let steps = vec![
        Step::Write(certificate.clone(), root.pem()),
        Step::Run(Invocation::new(pkexec, &args, &mend)),
        Step::Remove(certificate),
    ];
    run::all(&steps).err()
}

fn one(plan: Plan, root: &Root, action: Action, refused: Option<&Failure>) -> StoreState {
    if !is_due(&plan, root, action) {
        return seen(plan, root, None);
    }
    // Whoever was refused for the machine's stores is not refused again for each of them.
    if let (true, Some(failure)) = (plan.of_the_machine, refused) {
        return state(plan, State::Failed, Some(failure.to_string()));
    }
    let Ok(steps) = &plan.steps else { return seen(plan, root, None) };
    if let Err(failure) = run::all(steps) {
        return state(plan, State::Failed, Some(failure.to_string()));
    }
    seen(plan, root, Some(action))
}

/// Whether there is something to do. A store that cannot be read is tried.
fn is_due(plan: &Plan, root: &Root, action: Action) -> bool {
    let found = plan.look.as_ref().map_or(Ok(false), |look| look.finds(root));
    match action {
        Action::Install => found != Ok(true),
        Action::Uninstall => found != Ok(false) || leaves_a_file(plan),
    }
}

/// A file that was put there, although the store was never rebuilt from it.
fn leaves_a_file(plan: &Plan) -> bool {
    let steps = plan.steps.as_deref().unwrap_or_default();
    steps.iter().any(|step| matches!(step, Step::Remove(path) if fs::symlink_metadata(path).is_ok()))
}

/// What the store says now; after an action it has to say what was asked.
fn seen(plan: Plan, root: &Root, done: Option<Action>) -> StoreState {
    if let Err(failure) = &plan.steps {
        let found = plan.look.as_ref().is_some_and(|look| look.finds(root) == Ok(true));
        let reason = failure.to_string();
        return if found {
            state(plan, State::Trusted, None)
        } else {
            state(plan, State::Unavailable, Some(reason))
        };
    }
    let found = plan.look.as_ref().map_or(Ok(false), |look| look.finds(root));
    match (found, done) {
        (Err(failure), _) => state(plan, State::Failed, Some(failure.to_string())),
        (Ok(false), Some(Action::Install)) => {
            let why = "it took the certificate and does not trust it; close the programs that use it, and try again";
            state(plan, State::Failed, Some(why.to_owned()))
        }
        (Ok(true), Some(Action::Uninstall)) => {
            let why =
                "it still trusts the certificate, which somebody put there in another way; remove it by hand";
            state(plan, State::Failed, Some(why.to_owned()))
        }
        (Ok(true), _) => state(plan, State::Trusted, None),
        (Ok(false), _) => state(plan, State::Absent, None),
    }
}

fn state(plan: Plan, state: State, reason: Option<String>) -> StoreState {
    StoreState { store: plan.kind, name: plan.store, path: plan.path, state, reason }
}

fn report(root: &Root, stores: impl Iterator<Item = StoreState>) -> TrustReport {
    TrustReport { fingerprint: root.fingerprint().to_owned(), stores: stores.collect() }
}
