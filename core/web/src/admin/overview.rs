//! `/overview`: what an administrator sees first.

use axum::Json;
use domain::reach::{Reach, ReachState};
use serde::{Deserialize, Serialize};
use service::admin::overview::{self as admin, Check, Health, SignIns, State, WaitingFor, Waits};
use utoipa::{IntoParams, ToSchema};

use super::body::QueryOf;
use super::guard::AdminCx;
use super::problem::Problem;
use super::sessions::SessionDto;

/// Whose days.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Query {
    /// By how many minutes the reader's clock is ahead of UTC, -840 to 840: days begin at the reader's midnight.
    #[serde(default)]
    utc_offset_minutes: i32,
}

/// What an administrator sees first.
#[derive(Serialize, ToSchema)]
#[schema(as = Overview)]
pub(super) struct OverviewDto {
    /// The server's time.
    now: i64,
    /// Sign-ins of the last 24 hours, the present hour last.
    hours: Vec<BarDto>,
    /// Sign-ins of today's 24 hours, also those to come.
    today: Vec<BarDto>,
    /// Sign-ins of the last 30 days, today last.
    days: Vec<BarDto>,
    /// People who may sign in, by the best second factor that each has.
    second_factors: FactorsDto,
    /// How many people are signed in.
    signed_in: i64,
    /// The browsers that came last, at most ten.
    latest: Vec<SessionDto>,
    /// What somebody should look at, at most ten of a kind.
    waiting: Vec<WaitingDto>,
    /// Messages whose link has to be handed over, since no mail goes; 0 where it does.
    links_to_hand_over: i64,
    /// How all is doing.
    health: Vec<HealthCheckDto>,
    /// What the network answers to the server's name, asked as another computer would; null before the first answer.
    name: Option<NameHealthDto>,
}

/// Whether people find the server by its name.
#[derive(Serialize, ToSchema)]
#[schema(as = NameHealth)]
struct NameHealthDto {
    /// The host name.
    host: String,
    /// How it stands.
    state: NameStateDto,
    /// The addresses that the network answers.
    resolves_to: Vec<String>,
    /// Who else answers to it, or where else it leads.
    other: Option<String>,
}

/// How the server's name stands.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = NameState)]
enum NameStateDto {
    /// It leads to this server, and nowhere else.
    Ok,
    /// Another computer answers to it as well, or instead.
    Conflict,
    /// Nobody answers.
    NotFound,
    /// The name server leads elsewhere: right behind a proxy, wrong otherwise.
    Elsewhere,
    /// It is not announced by choice.
    Off,
}

impl From<Reach> for NameHealthDto {
    fn from(reach: Reach) -> Self {
        let state = match reach.state {
            ReachState::Ok => NameStateDto::Ok,
            ReachState::Conflict => NameStateDto::Conflict,
            ReachState::NotFound => NameStateDto::NotFound,
            ReachState::Elsewhere => NameStateDto::Elsewhere,
            ReachState::Off => NameStateDto::Off,
        };
        let resolves_to = reach.resolves_to.iter().map(ToString::to_string).collect();
        Self { host: reach.host, state, resolves_to, other: reach.other }
    }
}

/// Sign-ins in a span of time.
#[derive(Serialize, ToSchema)]
#[schema(as = SignIns)]
struct BarDto {
    /// Its beginning; seconds since 1970.
    from: i64,
    /// Its length in seconds.
    length_s: i64,
    /// Sign-ins that succeeded.
    let_in: i64,
    /// Tries that did not.
    refused: i64,
    /// How many succeed usually: the mean of the same span of the same weekday in up to four weeks before; null where
    /// the log does not go back so far.
    usual: Option<f64>,
}

impl From<SignIns> for BarDto {
    fn from(bar: SignIns) -> Self {
        let SignIns { from, length_s, let_in, refused, usual } = bar;
        Self { from, length_s, let_in, refused, usual }
    }
}

/// People by their second factor.
#[derive(Serialize, ToSchema)]
#[schema(as = SecondFactors)]
struct FactorsDto {
    /// A phone.
    phone: i64,
    /// A passkey, and no phone.
    passkey: i64,
    /// An authenticator app, and neither of them.
    authenticator: i64,
    /// Recovery codes alone.
    recovery_codes: i64,
    /// Nothing.
    none: i64,
}

/// Something that somebody should look at.
#[derive(Serialize, ToSchema)]
#[schema(as = Waiting)]
struct WaitingDto {
    /// What.
    what: WaitingForDto,
    /// Whose account; of somebody who signed up and has none, the id of that.
    user_id: String,
    /// The name that people see.
    user_name: String,
    /// The phone or the passkey, where it is about one.
    device_id: Option<String>,
    /// Its name.
    device_name: Option<String>,
    /// Since when, where that is known.
    since: Option<i64>,
    /// Until when, where it ends by itself.
    until: Option<i64>,
}

/// For what somebody waits.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WaitingFor)]
enum WaitingForDto {
    /// Half of a sign-in was reset, and the owner may still stop it.
    Reset,
    /// A phone that counts later.
    Device,
    /// A phone that counts no more: there are two of it.
    StoppedDevice,
    /// A passkey that counts no more: its key seems to exist twice.
    StoppedPasskey,
    /// The owner said "not me": strangers' browsers may not ask for a while.
    NotMe,
    /// Somebody has not followed an invitation yet.
    Invitation,
    /// Somebody signed up and waits for an administrator.
    SignUp,
}

impl From<Waits> for WaitingDto {
    fn from(waits: Waits) -> Self {
        let Waits { what, user_id, user_name, device_id, device_name, since, until } = waits;
        let what = match what {
            WaitingFor::Reset => WaitingForDto::Reset,
            WaitingFor::Device => WaitingForDto::Device,
            WaitingFor::StoppedDevice => WaitingForDto::StoppedDevice,
            WaitingFor::StoppedPasskey => WaitingForDto::StoppedPasskey,
            WaitingFor::NotMe => WaitingForDto::NotMe,
            WaitingFor::Invitation => WaitingForDto::Invitation,
            WaitingFor::SignUp => WaitingForDto::SignUp,
        };
        Self { what, user_id, user_name, device_id, device_name, since, until }
    }
}

/// How one thing is doing.
#[derive(Serialize, ToSchema)]
#[schema(as = HealthCheck)]
struct HealthCheckDto {
    /// What was looked at.
    check: CheckDto,
    /// How it is.
    state: StateDto,
    /// A stable word for what was found: `announced`, `conflict`, `renews`, `full` …
    code: &'static str,
    /// One sentence, in English.
    message: String,
    /// The number in it: days, seconds, bytes, or how many.
    number: Option<i64>,
}

/// What was looked at.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = HealthCheckName)]
enum CheckDto {
    /// Our name on the network.
    Name,
    /// The certificate that is served.
    Certificate,
    /// This machine's clock.
    Clock,
    /// Room on the disk.
    Disk,
    /// Mail.
    Mail,
    /// Web push.
    Push,
}

/// How it is.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = HealthState)]
enum StateDto {
    /// As it should be.
    Ok,
    /// Somebody should look.
    Warn,
    /// It does not work.
    Fail,
    /// Nobody looked yet.
    Unknown,
}

impl From<Health> for HealthCheckDto {
    fn from(health: Health) -> Self {
        let check = match health.check {
            Check::Name => CheckDto::Name,
            Check::Certificate => CheckDto::Certificate,
            Check::Clock => CheckDto::Clock,
            Check::Disk => CheckDto::Disk,
            Check::Mail => CheckDto::Mail,
            Check::Push => CheckDto::Push,
        };
        let state = match health.state {
            State::Ok => StateDto::Ok,
            State::Warn => StateDto::Warn,
            State::Fail => StateDto::Fail,
            State::Unknown => StateDto::Unknown,
        };
        Self { check, state, code: health.code, message: health.message, number: health.number }
    }
}

/// What an administrator sees first
#[utoipa::path(get, path = "/overview", operation_id = "showOverview", tag = "server", params(Query), responses((status = 200, body = OverviewDto)))]
pub(super) async fn show(
    AdminCx { cx, by }: AdminCx,
    QueryOf(Query { utc_offset_minutes }): QueryOf<Query>,
) -> Result<Json<OverviewDto>, Problem> {
    let offset_s = i64::from(utc_offset_minutes.clamp(-840, 840)) * 60;
    let seen = admin::look(&cx, &by, offset_s).await?;
    let bars = |bars: Vec<SignIns>| bars.into_iter().map(BarDto::from).collect();
    Ok(Json(OverviewDto {
        now: cx.now,
        hours: bars(seen.hours),
        today: bars(seen.today),
        days: bars(seen.days),
        second_factors: FactorsDto {
            phone: seen.factors.phone,
            passkey: seen.factors.passkey,
            authenticator: seen.factors.authenticator,
            recovery_codes: seen.factors.recovery_codes,
            none: seen.factors.none,
        },
        signed_in: seen.signed_in,
        latest: seen.latest.into_iter().map(SessionDto::from).collect(),
        waiting: seen.waiting.into_iter().map(WaitingDto::from).collect(),
        links_to_hand_over: seen.links_to_hand_over,
        health: seen.health.into_iter().map(HealthCheckDto::from).collect(),
        name: seen.reach.map(NameHealthDto::from),
    }))
}
