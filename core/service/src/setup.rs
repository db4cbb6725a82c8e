//! The first run: a link that makes the first administrator, once, in the browser that opened it first.

use std::sync::Arc;

use domain::attribute::Attributes;
use domain::audit::Actor;
use domain::factor::guessable::Own;
use domain::factor::password::{self, MIN_ALONE, PasswordError};
use domain::id::UserId;
use domain::one_time_link::{OneTimeLink, Purpose};
use domain::secret::Secret;
use domain::settings::{self, SettingError};
use domain::token::{PlainToken, TokenHash};
use domain::user::{Email, NameError, Role, User, UserState, Username};
use oidc::claims::StandardClaims;
use oidc::shown::is_shown;
use store::{StoreError, WriteTx, one_time_links, users};

use crate::authorize::Browser;
use crate::cx::Cx;
use crate::hashing::Overloaded;
use crate::login::{Cookies, open_session};
use crate::rights::Admin;

/// What the administrator typed.
#[derive(Clone, Debug)]
pub struct Answers {
    /// The office's name.
    pub office_name: String,
    /// The administrator's name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their name for signing in; made from the address where absent.
    pub username: Option<String>,
    /// Their password.
    pub password: Secret,
}

/// A field that needs another value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// See [`Answers::office_name`].
    OfficeName,
    /// See [`Answers::name`].
    Name,
    /// See [`Answers::email`].
    Email,
    /// See [`Answers::username`].
    Username,
    /// See [`Answers::password`].
    Password,
}

/// Why the first run did not happen.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// There is an administrator already, or the link is wrong or over.
    #[error("this link is used up or over")]
    Gone,
    /// Another browser opened the link first.
    #[error("this link belongs to another browser")]
    OtherBrowser,
    /// Answers that cannot be taken.
    #[error("some answers cannot be taken")]
    Answers(Vec<Field>),
    /// Too many sign-ins at once.
    #[error(transparent)]
    Overloaded(#[from] Overloaded),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A new first-run link, while there is no administrator; older ones are void.
pub async fn offer(cx: &Cx) -> Result<Option<String>, StoreError> {
    let (token, link) = new_link(cx);
    let offered = cx.store().write::<_, StoreError>(move |tx| {
        if users::any_admin(tx)? {
            one_time_links::delete_of_purpose(tx, Purpose::Setup)?;
            return Ok(false);
        }
        one_time_links::insert(tx, &link)?;
        Ok(true)
    });
    Ok(offered.await?.then(|| url(cx, &token)))
}

/// A link that nobody has yet, and what its address holds.
pub(crate) fn new_link(cx: &Cx) -> (PlainToken, OneTimeLink) {
    let token = PlainToken::generate(cx.entropy());
    let link = OneTimeLink {
        token: token.hash(),
        purpose: Purpose::Setup,
        user_id: None,
        sent_to: None,
        browser: None,
        created_at: cx.now,
        expires_at: cx.now + Purpose::Setup.lifetime_s(),
    };
    (token, link)
}

pub(crate) fn url(cx: &Cx, token: &PlainToken) -> String {
    format!("{}{}{}", cx.app.issuer(), Purpose::Setup.path(), token.expose())
}

/// Opens the link: it belongs to the first browser that does.
pub async fn open(cx: &Cx, token: &str, browser: &TokenHash) -> Result<(), SetupError> {
    let (token, browser, now) = (TokenHash::of(token), *browser, cx.now);
    cx.store()
        .write(move |tx| {
            let link = one_time_links::find(tx, &token, Purpose::Setup)?
                .filter(|link| now < link.expires_at)
                .ok_or(SetupError::Gone)?;
            if users::any_admin(tx)? {
                return Err(SetupError::Gone);
            }
            match link.browser {
                Some(owner) if owner == browser => Ok(()),
                Some(_) => Err(SetupError::OtherBrowser),
                None if one_time_links::bind(tx, &token, &browser)? => Ok(()),
                None => Err(SetupError::OtherBrowser),
            }
        })
        .await
}

/// Makes the administrator, names the office, and signs the browser in.
pub async fn complete(
    cx: &Cx,
    token: &str,
    browser: &Browser,
    answers: Answers,
) -> Result<Cookies, SetupError> {
    let own = browser.browser.ok_or(SetupError::OtherBrowser)?;
    open(cx, token, &own).await?;
    let token = TokenHash::of(token);
    let user =
        claim(cx, answers, None, move |tx, now| one_time_links::consume(tx, &token, Purpose::Setup, now));
    Ok(open_session(cx, &user.await?, browser).await?)
}

/// Makes the administrator for whoever sits at the server's own computer: the window, or a command.
pub async fn complete_here(cx: &Cx, by: &Admin, answers: Answers) -> Result<User, SetupError> {
    claim(cx, answers, Some(by.actor().clone()), |tx, _| {
        one_time_links::delete_of_purpose(tx, Purpose::Setup)?;
        Ok(true)
    })
    .await
}

/// One administrator, once: both conditions stand inside the transaction, since two may have come this far.
async fn claim(
    cx: &Cx,
    answers: Answers,
    actor: Option<Actor>,
    may: impl FnOnce(&WriteTx<'_>, i64) -> Result<bool, StoreError> + Send + 'static,
) -> Result<User, SetupError> {
    if cx.app.is_claimed()? {
        return Err(SetupError::Gone);
    }
    let (mut user, office_name) = check(cx, &answers).map_err(SetupError::Answers)?;
    user.password = Some(cx.app.hashing.hash(answers.password, cx.app.entropy.clone()).await?);
    let (made, now, app) = (user.clone(), cx.now, Arc::clone(&cx.app));
    let actor = actor.unwrap_or_else(|| Actor::User(user.id.clone()));
    let event = cx.clone().acting_as(actor).event("office.set_up").user(&user.id);
    cx.store()
        .write(move |tx| {
            if users::any_admin(tx)? || !may(tx, now)? {
                return Err(SetupError::Gone);
            }
            if users::find_conflict(tx, &made)?.is_some() {
                return Err(SetupError::Answers(vec![Field::Email]));
            }
            users::insert(tx, &made)?;
            store::settings::put(tx, "office.name", &office_name, now)?;
            app.settings_follow(tx);
            Ok(store::audit::append(tx, event, now)?)
        })
        .await?;
    Ok(user)
}

fn check(cx: &Cx, answers: &Answers) -> Result<(User, String), Vec<Field>> {
    let mut wrong = Vec::new();
    let office: Result<_, SettingError> = settings::parse("office.name", &answers.office_name);
    let office = office.ok().map(|(_, name)| name).filter(|name| !name.is_empty());
    let name = Some(answers.name.trim()).filter(|name| is_name(name));
    let email: Result<Email, NameError> = Email::parse(&answers.email);
    let username = answers.username.as_deref().map(str::trim).filter(|username| !username.is_empty());
    let username: Result<Option<Username>, NameError> = username.map(Username::parse).transpose();
    let password = check_password(answers);
    for (field, ok) in [
        (Field::OfficeName, office.is_some()),
        (Field::Name, name.is_some()),
        (Field::Email, email.is_ok()),
        (Field::Username, username.is_ok()),
        (Field::Password, password.is_ok()),
    ] {
        if !ok {
            wrong.push(field);
        }
    }
    match (office, name, email, username) {
        (Some(office), Some(name), Ok(email), Ok(username)) if wrong.is_empty() => {
            let username = username.unwrap_or_else(|| Username::from_email(&email));
            Ok((first_admin(cx, name, username, email), office))
        }
        _ => Err(wrong),
    }
}

/// Whether the password may be one, beside what else was typed.
pub fn check_password(answers: &Answers) -> Result<(), PasswordError> {
    let username = answers.username.as_deref().unwrap_or_default();
    let own = Own::new([&*answers.office_name, &answers.name, &answers.email, username]);
    password::check(&answers.password, MIN_ALONE, &own)
}

/// What a person's name may be: something, on one line.
fn is_name(name: &str) -> bool {
    (1..=100).contains(&name.chars().count()) && name.chars().all(is_shown)
}

fn first_admin(cx: &Cx, name: &str, username: Username, email: Email) -> User {
    let id = UserId::generate(cx.entropy());
    User {
        subject: id.to_string(),
        id,
        username,
        email,
        email_verified: true,
        claims: StandardClaims { name: Some(name.to_owned()), ..StandardClaims::default() },
        password: None,
        role: Role::Admin,
        state: UserState::Active,
        mfa_policy: None,
        groups: Vec::new(),
        attributes: Attributes::new(),
        created_at: cx.now,
        updated_at: cx.now,
    }
}
