//! One run from beginning to end: limits, start-up, then product and floor by turns.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::rc::Rc;
use std::time::{Duration, Instant};

use crate::approval;
use crate::client::{Connection, Origin};
use crate::error::Error;
use crate::floor;
use crate::limits::{self, Limit, Resource};
use crate::lists;
use crate::load::{self, Measured, Sample, Span};
use crate::process::{self, Server};
use crate::product::Product;
use crate::provider::{Lane, Provider, Registration};
use crate::report::{self, Figure, Report, Row};
use crate::scenario::Scenario;

const IDLE: Duration = Duration::from_secs(2);
/// How often product and floor take turns in one row.
const ROUNDS: usize = 2;
const START_AIM_MS: f64 = 100.0;
const IDLE_AIM_MB: f64 = 40.0;

/// How long everything may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    limit: Duration,
    span: Span,
    connections: &'static [usize],
    starts: usize,
    approvals: approval::Plan,
    /// How often each list is opened.
    lists: usize,
    /// No run begins after this; what is missing is said to be missing.
    whole: Duration,
}

/// About two and a half minutes, and two more for the approvals.
pub(crate) const FULL: Plan = Plan {
    limit: Duration::from_millis(1500),
    span: Span { warm_up: Duration::from_millis(100), measured: Duration::from_millis(1000) },
    connections: &[1, 16, 64],
    starts: 5,
    approvals: approval::Plan { rounds: 200, streams: 10_000, idle: Some(Duration::from_secs(25)) },
    lists: 200,
    whole: Duration::from_secs(210),
};

/// About twenty-five seconds, and as much again for the approvals.
pub(crate) const QUICK: Plan = Plan {
    limit: Duration::from_millis(400),
    span: Span { warm_up: Duration::from_millis(60), measured: Duration::from_millis(350) },
    connections: &[16],
    starts: 3,
    approvals: approval::Plan { rounds: 40, streams: 1_000, idle: None },
    lists: 40,
    whole: Duration::from_secs(35),
};

/// What of it is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Parts {
    All,
    Approvals,
    Lists,
}

/// A server with everything that is needed to load it.
struct Contestant {
    server: Server,
    provider: Rc<Provider>,
    lanes: Vec<Lane>,
}

/// What one row asks of both.
#[derive(Clone, Copy)]
struct Work {
    scenario: Scenario,
    connections: usize,
    span: Span,
    until: Instant,
}

/// Runs the benchmark in `dir`; without a product only limits and floor are measured.
pub(crate) async fn run(
    program: Option<&Path>,
    dir: &Path,
    plan: Plan,
    parts: Parts,
) -> Result<Report, Error> {
    let mut report = match parts {
        Parts::All => run_rows(program, dir, plan).await?,
        Parts::Approvals | Parts::Lists => Report::default(),
    };
    if let Some(program) = program.filter(|_| parts != Parts::Approvals) {
        match lists::measure(program, dir, plan.lists).await {
            Ok(measured) => report.figures.extend(measured),
            Err(error) => report.errors.push(format!("lists: {error}")),
        }
    }
    if let Some(program) = program.filter(|_| parts != Parts::Lists) {
        match approval::measure(program, dir, plan.approvals).await {
            Ok(measured) => report.figures.extend(measured),
            Err(error) => report.errors.push(format!("approvals: {error}")),
        }
    }
    Ok(report)
}

/// The machine's limits, the product's starts, and every row.
async fn run_rows(program: Option<&Path>, dir: &Path, plan: Plan) -> Result<Report, Error> {
    let until = Instant::now() + plan.whole;
    let most = plan.connections.iter().copied().max().unwrap_or(1);
    report::say("this machine's limits");
    let mut limits = limits::measure(dir, plan.limit)?;

    let mut figures = Vec::new();
    let mut product = match program {
        Some(program) => Some(begin_product(program, dir, plan, most, &mut figures).await?),
        None => None,
    };
    // Whether a refresh signs is the product's choice; the floor follows it, or the share would lie.
    let sign_at_refresh = match &mut product {
        Some(product) => refresh_signs(product).await?,
        None => true,
    };
    let mut floor = begin_floor(dir, floor::Options { sign_at_refresh }, most).await?;
    std::thread::sleep(IDLE / 4);
    figures.push(Figure::plain("floor, resident when idle, MB", process::resident_mb(floor.server.pid())?));
    limits.push(hello(&mut floor, plan).await?);

    let rows = load_both(product.as_mut(), &mut floor, plan, until).await;
    figures.push(Figure::plain("floor, resident after load, MB", process::resident_mb(floor.server.pid())?));
    floor.server.stop()?;
    if let Some(product) = product {
        let resident = process::resident_mb(product.server.pid())?;
        figures.push(Figure::plain("product, resident after load, MB", resident));
        product.server.stop()?;
    }
    Ok(Report { limits, rows, figures, errors: Vec::new(), refresh_signs: sign_at_refresh })
}

/// Sets the product up and measures its starts and its idle memory on the way.
async fn begin_product(
    program: &Path,
    dir: &Path,
    plan: Plan,
    lanes: usize,
    figures: &mut Vec<Figure>,
) -> Result<Contestant, Error> {
    report::say("starting the product");
    let product = Product::new(program, dir)?;
    figures.push(Figure::plain("product, binary, MB", product.binary_mb()?));
    let first = product.start()?;
    figures.push(Figure::plain("product, first start, empty directory, ms", first.exec_ms));
    first.stop()?;
    let registration = product.register()?;

    let (mut exec_ms, mut said_ms) = (Vec::new(), Vec::new());
    let mut server = product.start()?;
    for _ in 1..plan.starts {
        exec_ms.push(server.exec_ms);
        said_ms.extend(server.said_ms);
        server.stop()?;
        server = product.start()?;
    }
    exec_ms.push(server.exec_ms);
    said_ms.extend(server.said_ms);
    figures.push(Figure::below("product, start, existing directory, ms", median(exec_ms), START_AIM_MS));
    figures.push(Figure::plain("product, start as it says itself, ms", median(said_ms)));
    std::thread::sleep(IDLE);
    let resident = process::resident_mb(server.pid())?;
    figures.push(Figure::below("product, resident when idle, MB", resident, IDLE_AIM_MB));

    begin(server, &product.ca_pem()?, registration, lanes).await
}

async fn begin_floor(dir: &Path, options: floor::Options, lanes: usize) -> Result<Contestant, Error> {
    report::say("starting the floor");
    let dir = dir.join("floor");
    let server = floor::start(&dir, options)?;
    let ca_pem = fs::read_to_string(dir.join(floor::CA_FILE))?;
    begin(server, &ca_pem, floor::registration(), lanes).await
}

async fn begin(
    server: Server,
    ca_pem: &str,
    registration: Registration,
    lanes: usize,
) -> Result<Contestant, Error> {
    let address: SocketAddr = server.listen.parse().map_err(|_| Error::Missing("address in listen="))?;
    let origin = Origin::new(address, ca_pem)?;
    let provider = Rc::new(Provider::discover(origin, server.pid(), registration).await?);
    let lanes = load::prepare_lanes(&provider, lanes).await?;
    Ok(Contestant { server, provider, lanes })
}

async fn refresh_signs(product: &mut Contestant) -> Result<bool, Error> {
    let lane = product.lanes.first_mut().ok_or(Error::Missing("lane"))?;
    let mut connection = Connection::open(&product.provider.origin).await?;
    let tokens = product.provider.refresh(&mut connection, &lane.refresh_token).await?;
    lane.refresh_token = tokens.refresh_token.unwrap_or_else(|| lane.refresh_token.clone());
    Ok(tokens.id_token.is_some())
}

async fn hello(floor: &mut Contestant, plan: Plan) -> Result<Limit, Error> {
    let connections = floor.lanes.len().min(16);
    let until = Instant::now() + plan.whole;
    let work = Work { scenario: Scenario::Hello, connections, span: plan.span, until };
    let mut sample = Ok(Sample::default());
    for _ in 0..2 * ROUNDS {
        sample = take_turn(floor, work, sample).await;
    }
    let measured = sample?.measured()?;
    Ok(Limit {
        resource: Resource::Tls,
        per_second: measured.per_second,
        per_core_second: Some(measured.per_core_second),
    })
}

/// Every scenario with every number of connections.
async fn load_both(
    mut product: Option<&mut Contestant>,
    floor: &mut Contestant,
    plan: Plan,
    until: Instant,
) -> Vec<Row> {
    let mut rows = Vec::new();
    for connections in plan.connections.iter().copied() {
        for scenario in Scenario::COMPARED {
            report::say(&format!("{}, {connections} connections", scenario.name()));
            let work = Work { scenario, connections, span: plan.span, until };
            let (product, floor) = compare(product.as_deref_mut(), floor, work).await;
            let mut row = Row::new(scenario, connections);
            // A failed run does not end the others; its row says why it is empty.
            row.product = product.and_then(|measured| row.keep("donelogin", measured));
            row.floor = row.keep("the floor", floor);
            rows.push(row);
        }
    }
    rows
}

/// Product and floor by turns, so that a disk or a neighbour that changes its mood hits both.
async fn compare(
    mut product: Option<&mut Contestant>,
    floor: &mut Contestant,
    work: Work,
) -> (Option<Result<Measured, Error>>, Result<Measured, Error>) {
    let (mut product_sample, mut floor_sample) = (Ok(Sample::default()), Ok(Sample::default()));
    if work.scenario == Scenario::Authorize {
        // What an earlier row left over may have expired by now.
        let contestants = product.as_deref().into_iter().chain([&*floor]);
        contestants.for_each(|contestant| contestant.provider.codes.borrow_mut().clear());
    }
    for _ in 0..ROUNDS {
        if let Some(product) = product.as_deref_mut() {
            product_sample = take_turn(product, work, product_sample).await;
        }
        floor_sample = take_turn(floor, work, floor_sample).await;
    }
    (product.map(|_| product_sample.and_then(Sample::measured)), floor_sample.and_then(Sample::measured))
}

async fn take_turn(
    contestant: &mut Contestant,
    work: Work,
    sample: Result<Sample, Error>,
) -> Result<Sample, Error> {
    let mut sample = sample?;
    if Instant::now() > work.until {
        return Err(Error::TimeOut("the whole benchmark"));
    }
    let lanes = contestant.lanes.get_mut(..work.connections).ok_or(Error::Missing("lane"))?;
    load::measure(&contestant.provider, lanes, work.scenario, work.span, &mut sample).await?;
    Ok(sample)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_is_the_middle() {
        assert_eq!(median(vec![9.0, 1.0, 5.0]), 5.0);
        assert!(median(Vec::new()).is_nan());
    }
}
