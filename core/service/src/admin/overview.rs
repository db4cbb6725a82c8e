//! What the overview shows: sign-ins over time, second factors in use, who is here, what waits, how all is doing.

mod health;

use domain::outbox::State as OutboxState;
use domain::reach::Reach;
use domain::session::Session;
use domain::user::User;
use store::overview::{self, Bar, Factors, Waiting};
use store::sessions::{self, By, Query};
use store::{StoreError, devices, outbox};

use crate::cx::Cx;
use crate::outbox::what_is_set;
use crate::rights::Admin;

pub use health::{Check, Health, State};
pub use store::overview::{Bar as SignIns, Waiting as Waits, WaitingFor};

const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;
/// Browsers that are named.
const LATEST: u32 = 10;
/// Waiting things of one kind that are named.
const WAITING: u32 = 10;

/// The overview.
#[derive(Debug)]
pub struct Overview {
    /// The last 24 hours, the present one last.
    pub hours: Vec<Bar>,
    /// The hours of today, also those to come.
    pub today: Vec<Bar>,
    /// The last 30 days, today last.
    pub days: Vec<Bar>,
    /// People by their second factor.
    pub factors: Factors,
    /// How many people are signed in.
    pub signed_in: i64,
    /// The browsers that came last, with whose they are.
    pub latest: Vec<(Session, User)>,
    /// What somebody should look at, the newest of a kind first.
    pub waiting: Vec<Waiting>,
    /// Messages whose link has to be handed over, since no mail goes; 0 where it does.
    pub links_to_hand_over: i64,
    /// How all is doing.
    pub health: Vec<Health>,
    /// What the network answers to our name; nothing before somebody asked.
    pub reach: Option<Reach>,
}

/// Looks at everything. `offset_s`: by how much the reader's clock is ahead of UTC, so that days begin at midnight.
pub async fn look(cx: &Cx, whoever: &Admin, offset_s: i64) -> Result<Overview, StoreError> {
    let mail_is_set = what_is_set(&cx.app)?.is_ok();
    let (now, lifetimes) = (cx.now, cx.app.settings().session_lifetimes());
    let (vitals, push) = (cx.app.vitals().now(), cx.app.push_tally());
    let up_to = whoever.role();
    let push_is_enabled = cx.app.settings().is_push_enabled();
    let local = now + offset_s;
    let midnight = local - local.rem_euclid(DAY) - offset_s;
    let hour = local - local.rem_euclid(HOUR) - offset_s;
    cx.store()
        .scan(move |tx| {
            let mut hours = overview::bars(tx, hour - 23 * HOUR, HOUR, 24)?;
            let mut today = overview::bars(tx, midnight, HOUR, 24)?;
            for bars in [&mut hours, &mut today] {
                overview::compare(tx, bars, 7 * DAY, 4)?;
            }
            let mut days = overview::bars(tx, midnight - 29 * DAY, DAY, 30)?;
            overview::compare(tx, &mut days, 7 * DAY, 4)?;
            let query = Query {
                up_to,
                user: None,
                search: String::new(),
                by: By::Seen,
                descending: true,
                limit: LATEST,
                offset: 0,
                lifetimes,
                now,
            };
            let reach = vitals.reach.clone();
            let facts = health::Facts {
                vitals,
                push,
                push_is_enabled,
                push_phones: devices::count_with_web_push(tx)?,
                mail_is_set,
                outbox: outbox::count(tx)?,
                given_up: outbox::count_in(tx, Some(OutboxState::GivenUp))?,
                mail_failure: outbox::last_failure(tx)?.map(|(_, failure)| failure),
                now,
            };
            Ok(Overview {
                hours,
                today,
                days,
                factors: overview::factors(tx)?,
                signed_in: overview::signed_in(tx, lifetimes, now)?,
                latest: sessions::page(tx, &query)?,
                waiting: overview::waiting(tx, now, WAITING)?,
                links_to_hand_over: if mail_is_set { 0 } else { outbox::count_with_link(tx, now)? },
                health: facts.judge(),
                reach,
            })
        })
        .await
}
