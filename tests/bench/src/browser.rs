//! A browser without scripts: it keeps cookies, follows redirects and fills in forms.

use hyper::StatusCode;
use hyper::header::SET_COOKIE;

use crate::client::{Answer, Call, Connection, Origin};
use crate::error::Error;
use crate::form::Form;
use crate::jar::Jar;
use crate::stream::EventStream;

const SESSION_COOKIE: &str = "__Host-session=";
const MOST_HOPS: usize = 8;

/// One browser with one connection.
pub(crate) struct Browser {
    connection: Connection,
    jar: Jar,
}

impl Browser {
    /// A browser that has never been here.
    pub(crate) async fn open(origin: &Origin) -> Result<Self, Error> {
        Ok(Self { connection: Connection::open(origin).await?, jar: Jar::default() })
    }

    /// Opens a page, wherever redirects lead.
    pub(crate) async fn read(&mut self, target: &str) -> Result<String, Error> {
        let mut target = target.to_owned();
        for _ in 0..MOST_HOPS {
            let answer = self.send(Call::get(&target)).await?;
            match answer.location() {
                Some(location) => location.clone_into(&mut target),
                None => {
                    let answer = answer.expect("a page", StatusCode::OK)?;
                    return Ok(String::from_utf8_lossy(&answer.body).into_owned());
                }
            }
        }
        Err(Error::Missing("end to the redirects of a page"))
    }

    /// Posts a form.
    pub(crate) async fn post(&mut self, action: &str, form: &Form) -> Result<Answer, Error> {
        self.send(Call::post(action, form.body())).await
    }

    /// Posts a form and opens the page that it leads to.
    pub(crate) async fn submit(&mut self, action: &str, form: &Form) -> Result<String, Error> {
        let answer = self.post(action, form).await?;
        match answer.location() {
            Some(location) => self.read(location).await,
            None => {
                let answer = answer.expect("a form", StatusCode::OK)?;
                Ok(String::from_utf8_lossy(&answer.body).into_owned())
            }
        }
    }

    /// Types name and password into the page that the target leads to, and opens the next page.
    pub(crate) async fn sign_in(
        &mut self,
        target: &str,
        username: &str,
        password: &str,
    ) -> Result<String, Error> {
        let page = self.read(target).await?;
        let mut form = Form::find(&page, "password").ok_or(Error::Missing("sign-in form"))?;
        form.fill("username", username);
        form.fill("password", password);
        let action = form.action.clone().ok_or(Error::Missing("action of the sign-in form"))?;
        self.submit(&action, &form).await
    }

    /// Opens an event stream, on a connection of its own as browsers do.
    pub(crate) async fn listen(&self, origin: &Origin, target: &str) -> Result<EventStream, Error> {
        let connection = Connection::open(origin).await?;
        EventStream::open(connection, Call::get(target).header("cookie", &self.jar.header())).await
    }

    /// What it sends as its cookies.
    pub(crate) fn cookies(&self) -> String {
        self.jar.header()
    }

    async fn send(&mut self, call: Call<'_>) -> Result<Answer, Error> {
        let cookies = self.jar.header();
        let answer = self.connection.send(call.header("cookie", &cookies)).await?;
        self.jar.keep(&answer.headers);
        Ok(answer)
    }
}

/// Whether an answer signs the browser in and sends it on.
pub(crate) fn is_signed_in(answer: &Answer) -> bool {
    let mut cookies = answer.headers.get_all(SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
    answer.location().is_some() && cookies.any(|cookie| cookie.starts_with(SESSION_COOKIE))
}
