//! `/account/profile`: what a person says about themselves.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use domain::attribute::{Attribute, AttributeError, AttributeName, AttributeValue, Editor, Shape};
use domain::profile::{FIELDS, Field, Problem};
use serde::Deserialize;
use service::account::profile::{self, ProfileError, Typed};
use service::account::{email, picture};
use service::forgotten;
use service::session::SignedIn;

use super::account::{account, guarded, require};
use super::claims;
use crate::extract::{Form, Visitor};
use crate::respond::page::{admin_names, see_other, store_error, with_cookies};
use crate::ui::{clear_language, set_language};
use crate::view::{
    self, AccountPage, AccountProfile, Claim, ClaimRow, EditProfile, OwnAttribute, PendingEmail,
    PictureProblem, ProfileNews,
};
use crate::{clock, zones};

const HERE: &str = "/account/profile";

/// What the last form did.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Done {
    #[serde(default)]
    done: String,
}

/// What the server knows of the person.
pub(crate) async fn get(visitor: Visitor, Query(Done { done }): Query<Done>) -> Response {
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let news = match done.as_str() {
        "saved" => Some(ProfileNews::Saved),
        "picture" => Some(ProfileNews::PictureSet),
        "no-picture" => Some(ProfileNews::PictureRemoved),
        "email-stopped" => Some(ProfileNews::EmailStopped),
        _ => None,
    };
    page(&visitor, &signed_in, news, None, StatusCode::OK)
}

pub(super) fn page(
    visitor: &Visitor,
    signed_in: &SignedIn,
    news: Option<ProfileNews>,
    picture_problem: Option<PictureProblem>,
    status: StatusCode,
) -> Response {
    let change = match email::find(&visitor.cx, &signed_in.user.id) {
        Ok(change) => change,
        Err(error) => return store_error(visitor, &error),
    };
    let sends_mail = match forgotten::sends_mail(&visitor.cx.app) {
        Ok(sends_mail) => sends_mail,
        Err(error) => return store_error(visitor, &error),
    };
    let attributes = match profile::attributes(&visitor.cx, signed_in) {
        Ok(attributes) => attributes,
        Err(error) => return store_error(visitor, &error),
    };
    let user = &signed_in.user;
    let elsewhere = user.claims.picture.clone().filter(|_| picture::path(user).is_none());
    let page = AccountProfile {
        chrome: view::Chrome { here: HERE.to_owned(), ..visitor.chrome() },
        account: account(signed_in, AccountPage::Profile),
        rows: claims::profile_rows(user).into_iter().chain(attribute_rows(&attributes)).collect(),
        admins: admin_names(visitor),
        picture_elsewhere: elsewhere,
        picture_problem,
        pending: change.map(|change| PendingEmail {
            new_is_missing: change.new_confirmed_at.is_none(),
            old_is_missing: change.old_agreed_at.is_none(),
            new: change.new.as_str().to_owned(),
            old: change.old.as_str().to_owned(),
            sends_mail,
            until: clock::minutes(change.expires_at),
        }),
        news,
    };
    view::answer(status, &page)
}

/// What attributes say, under the office's words for them.
fn attribute_rows(attributes: &[(Attribute, Option<AttributeValue>)]) -> Vec<ClaimRow> {
    let row = |(attribute, value): &(Attribute, Option<AttributeValue>)| {
        let texts = value.as_ref()?.texts().join(", ");
        Some(ClaimRow::new(Claim::Other(attribute.label.clone()), texts))
    };
    attributes.iter().filter_map(row).collect()
}

/// The form.
pub(crate) async fn edit(visitor: Visitor) -> Response {
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let kept = |field: Field| (field, field.of(&signed_in.user.claims).unwrap_or_default().to_owned());
    let filled = Filled { values: FIELDS.map(kept).to_vec(), ..Filled::default() };
    form_page(&visitor, &signed_in, filled, StatusCode::OK)
}

/// Saves it. The language of the pages follows at once in this browser, and in others at their next sign-in.
pub(crate) async fn save(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let sent = FIELDS.into_iter().filter(|field| form.has(field.name()));
    let values: Vec<_> = sent.map(|field| (field, form.text(field.name()).to_owned())).collect();
    let sent = |(name, text): (&str, &str)| {
        let name = AttributeName::parse(name.strip_prefix("attribute-")?).ok()?;
        Some((name, text.to_owned()))
    };
    let attributes: Vec<_> = form.pairs().filter_map(sent).collect();
    let typed = Typed {
        values: values.clone(),
        attributes: attributes.clone(),
        today: clock::day(visitor.cx.now),
        is_zone: zones::is_zone,
    };
    match profile::save(&visitor.cx, &signed_in, typed).await {
        Ok(locale) => {
            let answer = see_other("/account/profile?done=saved");
            let had_one = signed_in.user.claims.locale.is_some();
            let language = match locale {
                Some(locale) => set_language(&locale),
                None => had_one.then(clear_language),
            };
            with_cookies(answer, language)
        }
        Err(ProfileError::Fields(problems, wrong)) => {
            let filled = Filled { values, problems, attributes, wrong };
            form_page(&visitor, &signed_in, filled, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(ProfileError::Gone) => see_other("/login"),
        Err(ProfileError::Store(error)) => store_error(&visitor, &error),
    }
}

/// The form as it was sent, and what is wrong in it.
#[derive(Default)]
struct Filled {
    values: Vec<(Field, String)>,
    problems: Vec<(Field, Problem)>,
    attributes: Vec<(AttributeName, String)>,
    wrong: Vec<(AttributeName, AttributeError)>,
}

fn form_page(visitor: &Visitor, signed_in: &SignedIn, filled: Filled, status: StatusCode) -> Response {
    let defined = match profile::attributes(&visitor.cx, signed_in) {
        Ok(defined) => defined,
        Err(error) => return store_error(visitor, &error),
    };
    let Filled { values, problems, attributes, wrong } = filled;
    let own = defined.into_iter().filter(|(attribute, _)| attribute.editor == Editor::Person);
    let input = |(attribute, kept): (Attribute, Option<AttributeValue>)| {
        let sent = attributes.iter().find(|(name, _)| *name == attribute.name).map(|(_, text)| text.clone());
        OwnAttribute {
            value: sent.or(kept.map(|kept| kept.texts().join("\n"))).unwrap_or_default(),
            problem: wrong.iter().find(|(name, _)| *name == attribute.name).map(|(_, error)| *error),
            name: attribute.name.as_str().to_owned(),
            label: attribute.label,
            is_list: attribute.shape == Shape::List,
        }
    };
    let page = EditProfile {
        chrome: visitor.chrome(),
        account: account(signed_in, AccountPage::Profile),
        values,
        problems,
        attributes: own.map(input).collect(),
        zones: zones::all().to_vec(),
    };
    view::answer(status, &page)
}
