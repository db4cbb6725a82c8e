//! From the phone's verdict to the browser moving on, while thousands of open apps listen; and what those cost.

mod bare;
mod idle;
mod office;

use std::path::Path;
use std::time::{Duration, Instant};

use bare::Bare;
use office::{Office, Person};

use crate::browser::{Browser, is_signed_in};
use crate::error::Error;
use crate::form::{self, Form};
use crate::load::percentile_ms;
use crate::process;
use crate::product::PASSWORD;
use crate::provider::{Provider, SCOPE};
use crate::report::{self, Figure};

/// How long memory may settle before it is read.
const SETTLED_AFTER: Duration = Duration::from_secs(2);
const AIM_MS: f64 = 50.0;
const CONTINUE: &str = "/login/mfa/continue";

/// How much is measured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    /// Sign-ins, without idle streams and again with them.
    pub(crate) rounds: usize,
    /// Event streams that are kept open.
    pub(crate) streams: usize,
    /// How long the CPU time of idleness is counted; not at all without.
    pub(crate) idle: Option<Duration>,
}

/// Measures the product, then the floor.
pub(crate) async fn measure(program: &Path, dir: &Path, plan: Plan) -> Result<Vec<Figure>, Error> {
    allow_many_files()?;
    let (product, mut figures) = measure_product(program, dir, plan).await?;
    let (floor, of_floor) = measure_floor(dir, plan).await?;
    figures.extend(of_floor);
    let times = product.latencies.p50_ms() / floor.latencies.p50_ms();
    figures.push(Figure::plain("approval, product by floor, p50, times", times));
    let times = product.kib_per_stream / floor.kib_per_stream;
    figures.push(Figure::plain("resident per stream, product by floor, times", times));
    Ok(figures)
}

/// What is compared, with all streams open.
struct Outcome {
    latencies: Latencies,
    kib_per_stream: f64,
}

async fn measure_product(program: &Path, dir: &Path, plan: Plan) -> Result<(Outcome, Vec<Figure>), Error> {
    let Plan { rounds, streams, idle } = plan;
    report::say("approvals: an office with phones");
    let mut office = Office::open(program, &dir.join("office")).await?;
    let pid = office.server.pid();
    report::say(&format!("approvals: {rounds} sign-ins"));
    let alone = sign_in_often(&mut office, rounds).await?;
    tokio::time::sleep(SETTLED_AFTER).await;
    let before_mb = process::resident_mb(pid)?;

    report::say(&format!("approvals: opening {streams} event streams"));
    let open = office.listen(streams).await?;
    tokio::time::sleep(SETTLED_AFTER).await;
    let after_mb = process::resident_mb(pid)?;
    let cpu_s = match idle {
        Some(idle) => Some(cpu_per_minute(pid, idle).await?),
        None => None,
    };
    report::say(&format!("approvals: {rounds} sign-ins with {streams} event streams open"));
    let latencies = sign_in_often(&mut office, rounds).await?;
    open.check()?;
    let began = Instant::now();
    // On a thread of its own, so that we can take leave of the server meanwhile.
    tokio::task::spawn_blocking(move || office.server.stop()).await??;
    let stopped_ms = began.elapsed().as_secs_f64() * 1000.0;

    let kib_per_stream = kib_per_stream(before_mb, after_mb, streams);
    let mut figures = alone.figures("approval without idle streams", Some(AIM_MS));
    figures.extend(latencies.figures(&format!("approval, {streams} idle streams"), Some(AIM_MS)));
    figures.push(Figure::plain(format!("product, resident with {streams} streams, MB"), after_mb));
    figures.push(Figure::plain("product, resident per stream, KiB", kib_per_stream));
    figures.extend(cpu_s.map(|cpu_s| Figure::plain("product, CPU with idle streams, s per minute", cpu_s)));
    figures.push(Figure::below("product, SIGTERM to exit, streams open, ms", stopped_ms, STOP_AIM_MS));
    Ok((Outcome { latencies, kib_per_stream }, figures))
}

async fn measure_floor(dir: &Path, plan: Plan) -> Result<(Outcome, Vec<Figure>), Error> {
    let Plan { rounds, streams, .. } = plan;
    report::say(&format!("approvals: the floor with {streams} event streams"));
    let mut bare = Bare::open(&dir.join("bare"))?;
    // As warm as the product.
    for _ in 0..rounds {
        bare.sign_in().await?;
    }
    let pid = bare.server.pid();
    let before_mb = process::resident_mb(pid)?;
    let open = bare.listen(streams).await?;
    tokio::time::sleep(SETTLED_AFTER).await;
    let kib_per_stream = kib_per_stream(before_mb, process::resident_mb(pid)?, streams);
    let mut latencies_us = Vec::with_capacity(rounds);
    for _ in 0..rounds {
        latencies_us.push(as_us(bare.sign_in().await?));
    }
    open.check()?;
    bare.server.stop()?;
    let latencies = Latencies::new(latencies_us);
    let mut figures = latencies.figures(&format!("floor, the same hop, {streams} idle streams"), None);
    figures.push(Figure::plain("floor, resident per stream, KiB", kib_per_stream));
    Ok((Outcome { latencies, kib_per_stream }, figures))
}

fn kib_per_stream(before_mb: f64, after_mb: f64, streams: usize) -> f64 {
    (after_mb - before_mb) * 1e6 / 1024.0 / streams as f64
}

/// From verdict to browser, over some sign-ins.
struct Latencies {
    sorted_us: Vec<u32>,
}

impl Latencies {
    fn new(mut latencies_us: Vec<u32>) -> Self {
        latencies_us.sort_unstable();
        Self { sorted_us: latencies_us }
    }

    fn p50_ms(&self) -> f64 {
        percentile_ms(&self.sorted_us, 50)
    }

    fn figures(&self, what: &str, aim_ms: Option<f64>) -> Vec<Figure> {
        let percentile = |percent| percentile_ms(&self.sorted_us, percent);
        let over = self.sorted_us.iter().filter(|us| f64::from(**us) >= AIM_MS * 1000.0).count();
        let rounds = self.sorted_us.len();
        vec![
            Figure::plain(format!("{what}, p50, ms"), self.p50_ms()),
            Figure { name: format!("{what}, p99, ms"), value: percentile(99), below: aim_ms },
            Figure::plain(format!("{what}, max, ms"), percentile(100)),
            Figure::plain(format!("{what}, of {rounds} over {AIM_MS:.0} ms"), over as f64),
        ]
    }
}

async fn sign_in_often(office: &mut Office, rounds: usize) -> Result<Latencies, Error> {
    let mut latencies_us = Vec::with_capacity(rounds);
    let people = office.people.len().max(1);
    for round in 0..rounds {
        let person = office.people.get_mut(round % people).ok_or(Error::Missing("person"))?;
        let took = sign_in(&office.provider, person).await?;
        latencies_us.push(as_us(took));
    }
    Ok(Latencies::new(latencies_us))
}

/// One whole sign-in of a fresh browser to an app; measured is from the phone's signed yes, just before it is
/// sent, to the answer that signs the browser in.
async fn sign_in(provider: &Provider, person: &mut Person) -> Result<Duration, Error> {
    let mut browser = Browser::open(&provider.origin).await?;
    let page = browser.sign_in(&provider.authorize_target(SCOPE), &person.username, PASSWORD).await?;
    let digits = form::attribute(&page, "data-transfer-code").ok_or(Error::Missing("transfer code"))?;
    let go_on = Form::posting_to(&page, CONTINUE).ok_or(Error::Missing("form that goes on"))?;
    let mut events = browser.listen(&provider.origin, "/login/mfa/events").await?;
    events.hear(r#"{"state":"pending"}"#).await?;

    let phone = &mut person.phone;
    let question = phone.find_question().await?;
    let attempt = phone.begin_attempt(&question).await?;
    let yes = phone.sign_yes(&question, &attempt, &digits)?;
    let began = Instant::now();
    let moves_on = async {
        events.hear(r#"{"state":"approved"}"#).await?;
        let answer = browser.post(CONTINUE, &go_on).await?;
        if is_signed_in(&answer) { Ok(began.elapsed()) } else { Err(answer.refused("going on")) }
    };
    let ((), took) = tokio::try_join!(phone.decide(&question, yes), moves_on)?;
    Ok(took)
}

fn as_us(took: Duration) -> u32 {
    u32::try_from(took.as_micros()).unwrap_or(u32::MAX)
}

async fn cpu_per_minute(pid: u32, over: Duration) -> Result<f64, Error> {
    report::say(&format!("approvals: idle for {} s", over.as_secs()));
    let (before_s, began) = (process::cpu_s(pid)?, Instant::now());
    tokio::time::sleep(over).await;
    Ok((process::cpu_s(pid)? - before_s) * 60.0 / began.elapsed().as_secs_f64())
}

/// Each stream is a file of ours as well.
fn allow_many_files() -> Result<(), Error> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let wanted = Rlimit { current: limit.maximum, maximum: limit.maximum };
    Ok(setrlimit(Resource::Nofile, wanted).map_err(std::io::Error::from)?)
}

/// The server gives what is under way ten seconds; event streams need none of them.
const STOP_AIM_MS: f64 = 2000.0;

#[cfg(test)]
mod tests {
    use super::{AIM_MS, Latencies};

    #[test]
    fn those_at_the_aim_or_over_are_counted() {
        let latencies = Latencies::new((1..=100).rev().map(|ms| ms * 1000).collect());
        let values: Vec<_> = latencies.figures("x", Some(AIM_MS)).iter().map(|figure| figure.value).collect();
        assert_eq!(values, [50.0, 99.0, 100.0, 51.0]);
    }
}
