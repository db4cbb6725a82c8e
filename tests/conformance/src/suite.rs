//! The suite's own HTTP API: plans, modules, their state, their log.

use std::fs;
use std::path::Path;
use std::time::Duration;

use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

use crate::error::Error;
use crate::plan::Plan;
use crate::trust;

/// One answer; exports take longest.
const ANSWER_WITHIN: Duration = Duration::from_secs(60);

/// A suite that runs.
#[derive(Debug)]
pub(crate) struct Suite {
    client: Client,
    api: Url,
    token: Option<String>,
}

/// A plan that the suite made.
#[derive(Debug, Deserialize)]
pub(crate) struct Planned {
    pub(crate) id: String,
    pub(crate) modules: Vec<PlannedModule>,
}

/// A module of it, with what tells it from others of the same name.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct PlannedModule {
    #[serde(rename = "testModule")]
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) variant: Option<Value>,
}

#[derive(Debug, Deserialize)]
struct Created {
    id: String,
}

/// How a module stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Info {
    /// CREATED, CONFIGURED, RUNNING, WAITING, FINISHED or INTERRUPTED.
    pub(crate) status: String,
    /// PASSED, WARNING, REVIEW, SKIPPED, FAILED or UNKNOWN, once it is over.
    #[serde(default)]
    pub(crate) result: Option<String>,
}

/// One line of a module's log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Entry {
    /// SUCCESS, INFO, REVIEW, WARNING, FAILURE; absent for what only tells.
    pub(crate) result: Option<String>,
    /// The condition.
    pub(crate) src: Option<String>,
    /// What it says.
    pub(crate) msg: Option<String>,
    /// Sections of specifications.
    pub(crate) requirements: Vec<String>,
}

impl Suite {
    /// The suite at an address; `ca` says whom to trust there in the system's place.
    pub(crate) fn new(api: &str, ca: Option<&Path>, token: Option<&Path>) -> Result<Self, Error> {
        let read =
            |path: &Path| fs::read(path).map_err(|source| Error::File { path: path.to_owned(), source });
        // Fails only where a provider is installed already, which is as good.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let mut builder = Client::builder().timeout(ANSWER_WITHIN);
        if let Some(ca) = ca {
            builder = builder.tls_backend_preconfigured(trust::config(&read(ca)?)?);
        }
        let token = token.map(read).transpose()?;
        Ok(Self {
            client: builder.build()?,
            api: Url::parse(api).map_err(|_| Error::Url(api.to_owned()))?,
            token: token.map(|token| String::from_utf8_lossy(&token).trim().to_owned()),
        })
    }

    /// Makes a plan.
    pub(crate) async fn make_plan(&self, plan: &Plan, configuration: &Value) -> Result<Planned, Error> {
        let mut query = vec![("planName", plan.name.to_owned())];
        if !plan.variant.is_empty() {
            query.push(("variant", plan.variant_json().to_string()));
        }
        let request = self.request(Method::POST, &["plan"])?.query(&query).json(configuration);
        read("making a plan", StatusCode::CREATED, request).await
    }

    /// Makes one run of a module; returns its id.
    pub(crate) async fn make_module(&self, plan: &Planned, module: &PlannedModule) -> Result<String, Error> {
        let mut query = vec![("test", module.name.clone()), ("plan", plan.id.clone())];
        if let Some(variant) = &module.variant {
            query.push(("variant", variant.to_string()));
        }
        let request = self.request(Method::POST, &["runner"])?.query(&query);
        let created: Created = read("making a module", StatusCode::CREATED, request).await?;
        Ok(created.id)
    }

    /// Starts a module that waits for somebody to do so.
    pub(crate) async fn start(&self, id: &str) -> Result<(), Error> {
        answer("starting a module", StatusCode::OK, self.request(Method::POST, &["runner", id])?)
            .await
            .map(drop)
    }

    /// Ends a module that does not end by itself.
    pub(crate) async fn cancel(&self, id: &str) -> Result<(), Error> {
        answer("ending a module", StatusCode::OK, self.request(Method::DELETE, &["runner", id])?)
            .await
            .map(drop)
    }

    /// How a module stands.
    pub(crate) async fn info(&self, id: &str) -> Result<Info, Error> {
        read("looking at a module", StatusCode::OK, self.request(Method::GET, &["info", id])?).await
    }

    /// What a module wrote down.
    pub(crate) async fn log(&self, id: &str) -> Result<Vec<Entry>, Error> {
        read("reading a log", StatusCode::OK, self.request(Method::GET, &["log", id])?).await
    }

    /// All of a plan, as the archive that the Foundation takes.
    pub(crate) async fn export(&self, plan: &str) -> Result<Vec<u8>, Error> {
        let request = self.request(Method::GET, &["plan", "exporthtml", plan])?;
        Ok(answer("exporting a plan", StatusCode::OK, request).await?.bytes().await?.to_vec())
    }

    fn request(&self, method: Method, path: &[&str]) -> Result<RequestBuilder, Error> {
        let mut url = self.api.clone();
        url.path_segments_mut()
            .map_err(|()| Error::Url(self.api.to_string()))?
            .pop_if_empty()
            .push("api")
            .extend(path);
        let request = self.client.request(method, url);
        Ok(match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        })
    }
}

async fn answer(what: &'static str, wanted: StatusCode, request: RequestBuilder) -> Result<Response, Error> {
    let response = request.send().await?;
    if response.status() == wanted {
        return Ok(response);
    }
    let status = response.status().as_u16();
    let body = response.text().await.unwrap_or_default().chars().take(600).collect();
    Err(Error::Answer { what, status, body })
}

async fn read<T: DeserializeOwned>(
    what: &'static str,
    wanted: StatusCode,
    request: RequestBuilder,
) -> Result<T, Error> {
    Ok(answer(what, wanted, request).await?.json().await?)
}
