//! A person's picture: kept as we wrote it, under an address that nobody guesses.

use domain::token::PlainToken;
use domain::user::User;
use store::{StoreError, WriteTx, pictures, users};

use super::own_event;
use crate::cx::Cx;
use crate::session::SignedIn;

/// What stands in front of a picture's name.
pub const PATH: &str = "/pictures/";
/// What stands behind it.
const ENDING: &str = ".jpg";

/// The picture under an address, as JPEG.
pub fn find(cx: &Cx, file: &str) -> Result<Option<Vec<u8>>, StoreError> {
    match file.strip_suffix(ENDING) {
        Some(name) => cx.store().read(|tx| pictures::find(tx, name)),
        None => Ok(None),
    }
}

/// Where a person's picture stands on this server, if it does: a picture that came with an import may stand elsewhere.
/// Its name tells: nobody else's address has one like it.
pub fn path(user: &User) -> Option<&str> {
    let url = user.claims.picture.as_deref()?;
    let path = url.get(url.find(PATH)?..)?;
    let name = path.strip_prefix(PATH)?.strip_suffix(ENDING)?;
    let is_name = name.len() == 43 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    is_name.then_some(path)
}

/// Takes a picture; the caller has decoded it and written it anew as a square JPEG.
pub async fn set(cx: &Cx, signed_in: &SignedIn, jpeg: Vec<u8>) -> Result<(), StoreError> {
    let name = PlainToken::generate(cx.entropy()).expose().to_owned();
    let (cx, id) = (cx.clone(), signed_in.user.id.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let Some(user) = users::find(tx, &id)? else { return Ok(()) };
            pictures::put(tx, &id, &name, &jpeg, cx.now)?;
            let url = format!("{}{PATH}{name}{ENDING}", cx.app.issuer());
            say(tx, &cx, user, Some(url), "user.picture_set")
        })
        .await
}

/// Takes the picture away, also one that stands elsewhere; whether there was one.
pub async fn remove(cx: &Cx, signed_in: &SignedIn) -> Result<bool, StoreError> {
    let (cx, id) = (cx.clone(), signed_in.user.id.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let Some(user) = users::find(tx, &id)? else { return Ok(false) };
            let was_there = pictures::delete(tx, &id)? || user.claims.picture.is_some();
            if was_there {
                say(tx, &cx, user, None, "user.picture_removed")?;
            }
            Ok(was_there)
        })
        .await
}

fn say(
    tx: &WriteTx<'_>,
    cx: &Cx,
    mut user: User,
    picture: Option<String>,
    name: &'static str,
) -> Result<(), StoreError> {
    user.claims.picture = picture;
    user.updated_at = cx.now;
    users::update(tx, &user)?;
    store::audit::append(tx, own_event(cx, &user, name), cx.now)
}
