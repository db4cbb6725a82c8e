//! The load generator: some connections doing one scenario as fast as they are answered, for a bounded time.

use std::rc::Rc;
use std::time::{Duration, Instant};

use serde::Serialize;
use tokio::task::JoinSet;

use crate::client::Connection;
use crate::error::Error;
use crate::process;
use crate::provider::{Lane, OFFLINE_SCOPE, Provider};
use crate::scenario::{Progress, Scenario};

/// However fast a server is, a run ends after this many requests.
const MOST_REQUESTS: usize = 400_000;

/// How long a run warms up and is measured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    pub(crate) warm_up: Duration,
    pub(crate) measured: Duration,
}

/// What one run brought.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Measured {
    pub(crate) requests: usize,
    pub(crate) per_second: f64,
    /// Requests per second of the server's CPU time.
    pub(crate) per_core_second: f64,
    pub(crate) p50_ms: f64,
    pub(crate) p99_ms: f64,
}

/// What was counted so far, over one run or several.
#[derive(Debug, Default)]
pub(crate) struct Sample {
    latencies_us: Vec<u32>,
    wall_s: f64,
    cpu_s: f64,
}

impl Sample {
    /// The sample as rates and percentiles.
    pub(crate) fn measured(mut self) -> Result<Measured, Error> {
        if self.latencies_us.is_empty() || self.cpu_s <= 0.0 {
            return Err(Error::Missing("request that could be counted"));
        }
        self.latencies_us.sort_unstable();
        let requests = self.latencies_us.len();
        Ok(Measured {
            requests,
            per_second: requests as f64 / self.wall_s,
            per_core_second: requests as f64 / self.cpu_s,
            p50_ms: percentile_ms(&self.latencies_us, 50),
            p99_ms: percentile_ms(&self.latencies_us, 99),
        })
    }
}

/// One connection with its lane, on its way through a run.
struct Runner {
    connection: Connection,
    lane: Lane,
    latencies_us: Vec<u32>,
}

/// Signs in one browser per lane and gets it tokens.
pub(crate) async fn prepare_lanes(provider: &Provider, count: usize) -> Result<Vec<Lane>, Error> {
    let mut connection = Connection::open(&provider.origin).await?;
    let mut lanes = Vec::with_capacity(count);
    for _ in 0..count {
        let mut lane = Lane::default();
        let code = provider.sign_in(&mut connection, &mut lane.jar, OFFLINE_SCOPE).await?;
        let tokens = provider.redeem(&mut connection, &code).await?;
        lane.access_token = tokens.access_token;
        lane.refresh_token = tokens.refresh_token.ok_or(Error::Missing("refresh token"))?;
        lanes.push(lane);
    }
    Ok(lanes)
}

/// Runs a scenario on one connection per lane and adds what it counts to `sample`. The lanes are left as the
/// run leaves them.
pub(crate) async fn measure(
    provider: &Rc<Provider>,
    lanes: &mut [Lane],
    scenario: Scenario,
    span: Span,
    sample: &mut Sample,
) -> Result<(), Error> {
    let mut runners = Vec::with_capacity(lanes.len());
    for lane in lanes.iter() {
        let connection = Connection::open(&provider.origin).await?;
        runners.push(Runner { connection, lane: lane.clone(), latencies_us: Vec::new() });
    }
    let mut runners = run_all(provider, runners, scenario, span.warm_up).await?;
    runners.iter_mut().for_each(|runner| runner.latencies_us.clear());

    // Nothing is under way at either end, so every request lies wholly inside what is counted.
    let (cpu_before, began) = (process::cpu_s(provider.pid)?, Instant::now());
    let runners = run_all(provider, runners, scenario, span.measured).await?;
    sample.wall_s += began.elapsed().as_secs_f64();
    sample.cpu_s += process::cpu_s(provider.pid)? - cpu_before;
    for (lane, runner) in lanes.iter_mut().zip(runners) {
        *lane = runner.lane;
        sample.latencies_us.extend(runner.latencies_us);
    }
    Ok(())
}

async fn run_all(
    provider: &Rc<Provider>,
    runners: Vec<Runner>,
    scenario: Scenario,
    duration: Duration,
) -> Result<Vec<Runner>, Error> {
    let until = Instant::now() + duration;
    let most = MOST_REQUESTS / runners.len().max(1);
    let mut running = JoinSet::new();
    for (number, runner) in runners.into_iter().enumerate() {
        let provider = Rc::clone(provider);
        running.spawn_local(async move {
            Ok::<_, Error>((number, run(&provider, runner, scenario, until, most).await?))
        });
    }
    let mut finished = Vec::new();
    while let Some(joined) = running.join_next().await {
        finished.push(joined??);
    }
    finished.sort_unstable_by_key(|(number, _)| *number);
    Ok(finished.into_iter().map(|(_, runner)| runner).collect())
}

async fn run(
    provider: &Provider,
    mut runner: Runner,
    scenario: Scenario,
    until: Instant,
    most: usize,
) -> Result<Runner, Error> {
    for _ in 0..most {
        let began = Instant::now();
        if began >= until {
            break;
        }
        if scenario.run(provider, &mut runner.connection, &mut runner.lane).await? == Progress::Exhausted {
            break;
        }
        runner.latencies_us.push(u32::try_from(began.elapsed().as_micros()).unwrap_or(u32::MAX));
    }
    Ok(runner)
}

/// The nearest-rank percentile of sorted latencies.
pub(crate) fn percentile_ms(sorted_us: &[u32], percent: usize) -> f64 {
    let rank = (sorted_us.len() * percent).div_ceil(100).max(1);
    sorted_us.get(rank - 1).map_or(0.0, |us| f64::from(*us) / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::percentile_ms;

    #[test]
    fn percentiles_are_by_nearest_rank() {
        let latencies: Vec<u32> = (1..=200).map(|us| us * 1000).collect();
        assert_eq!(percentile_ms(&latencies, 50), 100.0);
        assert_eq!(percentile_ms(&latencies, 99), 198.0);
        assert_eq!(percentile_ms(&[7000], 99), 7.0);
        assert_eq!(percentile_ms(&[], 50), 0.0);
    }
}
