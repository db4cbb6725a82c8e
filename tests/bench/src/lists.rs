//! What administrators look at in a large office: each list with its searches and orders, the log, the overview; beside a
//! bare answer of the floor.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Instant;

use crate::browser::Browser;
use crate::client::{Call, Connection, Origin};
use crate::error::Error;
use crate::floor;
use crate::load::percentile_ms;
use crate::product::{PASSWORD, Product};
use crate::report::{self, Figure};

/// The large office, as rows.
const SEED: &str = include_str!("lists/seed.sql");
const PREFIX: &str = "/api/admin/v1";
const PAGE_AIM_MS: f64 = 50.0;
const OVERVIEW_AIM_MS: f64 = 100.0;
const OVERVIEW: &str = "/overview";

/// What is opened: its name in the table, and its address.
const PAGES: [(&str, &str); 22] = [
    ("people", "/users"),
    ("people, last page", "/users?offset=9950"),
    ("people, search", "/users?search=eber"),
    ("people, search without a find", "/users?search=zzz"),
    ("people, by last sign-in", "/users?sort=-last_sign_in_at"),
    ("people, by creation", "/users?sort=-created_at"),
    ("people, without a second factor", "/users?second_factor=none"),
    ("people, signed in", "/users?signed_in=true"),
    ("people, of a group", "/users?group=Group%2007"),
    ("groups", "/groups"),
    ("apps", "/clients"),
    ("apps, search", "/clients?search=app+1"),
    ("phones", "/devices"),
    ("phones, search", "/devices?search=phone+19"),
    ("sessions", "/sessions"),
    ("sessions, search", "/sessions?search=eber"),
    ("log", "/audit"),
    ("log, search", "/audit?search=session-0999"),
    ("log, search without a find", "/audit?search=zzzz"),
    ("log, refusals", "/audit?kind=refused"),
    ("log, of a person", "/audit?user=person00500"),
    ("overview", OVERVIEW),
];

/// Opens each page this often, in an office of its own.
pub(crate) async fn measure(program: &Path, dir: &Path, rounds: usize) -> Result<Vec<Figure>, Error> {
    report::say("lists: a large office");
    let dir = dir.join("large");
    fs::create_dir(&dir)?;
    let product = Product::new(program, &dir)?;
    product.start()?.stop()?;
    product.register()?;
    rusqlite::Connection::open(product.database())?.execute_batch(SEED)?;
    let server = product.start()?;
    let address: SocketAddr = server.listen.parse().map_err(|_| Error::Missing("address in listen="))?;
    let origin = Origin::new(address, &product.ca_pem()?)?;
    let mut browser = Browser::open(&origin).await?;
    browser.sign_in("/login?next=/account", "bench", PASSWORD).await?;
    let cookies = browser.cookies();
    let floor_us = bare(&dir, rounds).await?;
    let floor_ms = percentile_ms(&floor_us, 50);
    let mut connection = Connection::open(&origin).await?;
    let mut figures = vec![Figure::plain("lists, the floor's bare answer, p50, ms", floor_ms)];
    for (name, page) in PAGES {
        let target = format!("{PREFIX}{page}");
        let call = || Call::get(&target).header("cookie", &cookies);
        let sorted_us = time(&mut connection, rounds, call).await?;
        let aim = if page == OVERVIEW { OVERVIEW_AIM_MS } else { PAGE_AIM_MS };
        let p50_ms = percentile_ms(&sorted_us, 50);
        figures.push(Figure::plain(format!("lists, {name}, p50, ms"), p50_ms));
        figures.push(Figure::below(format!("lists, {name}, p99, ms"), percentile_ms(&sorted_us, 99), aim));
        figures.push(Figure::plain(format!("lists, {name}, by floor, p50, times"), p50_ms / floor_ms));
    }
    // On a thread of its own, so that we can take leave of the server meanwhile.
    tokio::task::spawn_blocking(move || server.stop()).await??;
    Ok(figures)
}

/// What an answer costs that says nothing: TLS, HTTP and this client.
async fn bare(dir: &Path, rounds: usize) -> Result<Vec<u32>, Error> {
    let dir = dir.join("floor");
    let server = floor::start(&dir, floor::Options { sign_at_refresh: false })?;
    let address: SocketAddr = server.listen.parse().map_err(|_| Error::Missing("address in listen="))?;
    let origin = Origin::new(address, &fs::read_to_string(dir.join(floor::CA_FILE))?)?;
    let sorted_us = time(&mut Connection::open(&origin).await?, rounds, || Call::get("/hello")).await?;
    tokio::task::spawn_blocking(move || server.stop()).await??;
    Ok(sorted_us)
}

/// Microseconds of each call, sorted. The first one, which warms up, is not counted.
async fn time<'a>(
    connection: &mut Connection,
    rounds: usize,
    call: impl Fn() -> Call<'a>,
) -> Result<Vec<u32>, Error> {
    let mut latencies_us = Vec::with_capacity(rounds);
    for round in 0..=rounds {
        let began = Instant::now();
        connection.send(call()).await?.expect("a list", hyper::StatusCode::OK)?;
        if round > 0 {
            latencies_us.push(u32::try_from(began.elapsed().as_micros()).unwrap_or(u32::MAX));
        }
    }
    latencies_us.sort_unstable();
    Ok(latencies_us)
}
