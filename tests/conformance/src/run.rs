//! Running plans: one module after the other, since they all share one alias, and with it one address at the suite.

#[cfg(test)]
mod tests;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::error::Error;
use crate::judge::{Outcome, findings, verdict};
use crate::office::Office;
use crate::office::fixture::Fixture;
use crate::plan::{OPEN_TO_ALL, Plan, modules};
use crate::report::say;
use crate::suite::{Info, Planned, PlannedModule, Suite};
use crate::template::{Names, configuration};

/// The one module that waits for a person, who has to make new keys.
const ROTATES: &str = "oidcc-server-rotate-keys";
/// What stands in a module's place where a plan could not be run at all.
const WHOLE: &str = "the whole plan";

/// How often a module is looked at, and for how long.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    look_every: Duration,
    give_up_after: Duration,
}

impl Pace {
    /// Once a second.
    pub(crate) fn patient(give_up_after_s: u64) -> Self {
        Self { look_every: Duration::from_secs(1), give_up_after: Duration::from_secs(give_up_after_s) }
    }
}

/// What a run needs.
#[derive(Debug)]
pub(crate) struct Run<'a> {
    pub(crate) suite: &'a Suite,
    pub(crate) office: &'a Office,
    pub(crate) names: &'a Names,
    pub(crate) fixture: &'a Fixture,
    /// Where exports go.
    pub(crate) output: &'a Path,
    /// Whether the office stays as the suite used it.
    pub(crate) keep: bool,
    pub(crate) pace: Pace,
}

impl Run<'_> {
    /// Prepares the office, runs the plans, and puts the office back also where one of them cannot be run.
    pub(crate) async fn all(&self, plans: &[&'static Plan]) -> Result<Vec<Outcome>, Error> {
        fs::create_dir_all(self.output)
            .map_err(|source| Error::File { path: self.output.to_owned(), source })?;
        let before = self.office.set(OPEN_TO_ALL).await?;
        let outcomes = match self.office.move_in(self.fixture).await {
            Ok(()) => self.plans(plans).await,
            Err(error) => Err(error),
        };
        if !self.keep {
            self.office.move_out(self.fixture).await;
            self.office.put_back(&before).await?;
        }
        outcomes
    }

    async fn plans(&self, plans: &[&'static Plan]) -> Result<Vec<Outcome>, Error> {
        let mut outcomes = Vec::new();
        for plan in plans {
            match self.prepared(plan).await {
                Ok(ran) => outcomes.extend(ran),
                // The others go on.
                Err(error) => {
                    say(&format!("{}: {error}", plan.key));
                    outcomes.push(Outcome::stuck(plan.key, WHOLE));
                }
            }
        }
        Ok(outcomes)
    }

    /// One plan, with the settings that it needs.
    async fn prepared(&self, plan: &'static Plan) -> Result<Vec<Outcome>, Error> {
        let before = self.office.set(plan.settings).await?;
        let ran = self.plan(plan).await;
        if !self.keep {
            self.office.put_back(&before).await?;
        }
        ran
    }

    async fn plan(&self, plan: &'static Plan) -> Result<Vec<Outcome>, Error> {
        let configuration = configuration(plan, self.names, self.fixture)?;
        let planned = self.suite.make_plan(plan, &configuration).await?;
        say(&format!("{}: {} modules, plan {}", plan.title, planned.modules.len(), planned.id));
        compare(plan, &planned)?;
        let mut outcomes = Vec::new();
        for module in &planned.modules {
            let outcome = self.module(plan, &planned, module).await;
            say(&format!("{} {}: {:?}, {:.0} s", plan.key, outcome.module, outcome.verdict, outcome.seconds));
            outcomes.push(outcome);
        }
        let export = self.output.join(format!("{}.zip", plan.key));
        let archive = self.suite.export(&planned.id).await?;
        fs::write(&export, archive).map_err(|source| Error::File { path: export, source })?;
        Ok(outcomes)
    }

    /// One module. What goes wrong with it does not stop the others.
    async fn module(&self, plan: &'static Plan, planned: &Planned, module: &PlannedModule) -> Outcome {
        let began = Instant::now();
        let mut outcome = Outcome::stuck(plan.key, &module.name);
        match self.suite.make_module(planned, module).await {
            Ok(id) => {
                if let Err(error) = self.follow(module, &id, &mut outcome).await {
                    say(&format!("{}: {error}", module.name));
                }
                outcome.id = id;
            }
            Err(error) => say(&format!("{}: {error}", module.name)),
        }
        outcome.seconds = began.elapsed().as_secs_f64();
        outcome
    }

    async fn follow(&self, module: &PlannedModule, id: &str, outcome: &mut Outcome) -> Result<(), Error> {
        let mut info = self.wait(id, &["CONFIGURED", "WAITING", "FINISHED", "INTERRUPTED"]).await?;
        if info.status == "CONFIGURED" {
            if module.name == ROTATES {
                self.office.rotate_keys().await?;
            }
            self.suite.start(id).await?;
        }
        if !is_over(&info) {
            info = self.wait(id, &["FINISHED", "INTERRUPTED"]).await?;
        }
        outcome.verdict = verdict(&info);
        outcome.findings = findings(&self.suite.log(id).await?);
        if !is_over(&info) {
            self.suite.cancel(id).await?;
        }
        Ok(())
    }

    /// The module's state once it is one of those, or when patience ends.
    async fn wait(&self, id: &str, states: &[&str]) -> Result<Info, Error> {
        let until = Instant::now() + self.pace.give_up_after;
        loop {
            let info = self.suite.info(id).await?;
            if states.contains(&info.status.as_str()) || Instant::now() > until {
                return Ok(info);
            }
            tokio::time::sleep(self.pace.look_every).await;
        }
    }
}

fn is_over(info: &Info) -> bool {
    ["FINISHED", "INTERRUPTED"].contains(&info.status.as_str())
}

/// Says where the suite has other modules than those that our configurations were written for.
fn compare(plan: &Plan, planned: &Planned) -> Result<(), Error> {
    let known = modules()?.remove(plan.key).unwrap_or_default();
    for module in planned.modules.iter().filter(|module| !known.contains(&module.name)) {
        say(&format!("{}: the suite has {}, which is new to us", plan.key, module.name));
    }
    for name in known.iter().filter(|name| !planned.modules.iter().any(|module| module.name == **name)) {
        say(&format!("{}: the suite has no {name} any more", plan.key));
    }
    Ok(())
}
