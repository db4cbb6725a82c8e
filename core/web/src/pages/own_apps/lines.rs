//! The lines that an app needs, to copy: for where it runs, and for a well-known app itself.

use domain::client::Client;
use domain::own_app::lines::{self, Facts, Lines, preset_of};

use super::at;
use crate::extract::Visitor;
use crate::view::{OwnAppLines, OwnAppRuntime};

/// The runtimes, each with the app's page that shows its lines.
pub(super) fn runtimes(client: &Client, chosen: &str) -> Vec<OwnAppRuntime> {
    let chosen = choose(client, chosen).map(|lines| lines.id.as_str());
    let runtime = |one: &Lines| OwnAppRuntime {
        name: one.name.clone(),
        href: format!("{}&runtime={}#lines", at("app", client.id.as_str()), one.id),
        is_chosen: chosen == Some(one.id.as_str()),
    };
    lines::runtimes().iter().map(runtime).collect()
}

/// The lines of the chosen runtime, and those of a well-known app itself; words stand in the place of the secret.
pub(super) fn shown(visitor: &Visitor, client: &Client, chosen: &str) -> Vec<OwnAppLines> {
    let blank = visitor.text.own_app_secret_blank();
    let secret = client.secret.is_some().then_some(&*blank);
    let of_runtime = choose(client, chosen).map(|lines| OwnAppLines {
        title: visitor.text.own_app_lines_into(&lines.into).into_owned(),
        lines: fill(visitor, client, lines, secret),
    });
    of_runtime.into_iter().chain(of_itself(visitor, client, secret)).collect()
}

/// What is set in a well-known app itself.
pub(super) fn of_itself(visitor: &Visitor, client: &Client, secret: Option<&str>) -> Vec<OwnAppLines> {
    let preset = preset_of(&client.metadata.redirect_uris);
    let found = preset.and_then(|preset| Some((preset, lines::of_preset(preset)?)));
    let shown = found.map(|(preset, lines)| OwnAppLines {
        title: visitor.text.own_app_lines_itself(&preset.name, &lines.into).into_owned(),
        lines: fill(visitor, client, lines, secret),
    });
    shown.into_iter().collect()
}

/// The runtime that was asked for; else the one that the app is, such as Apache; else the first.
fn choose(client: &Client, asked: &str) -> Option<&'static Lines> {
    let find = |id: &str| lines::runtimes().iter().find(|one| one.id == id);
    let of_preset = || preset_of(&client.metadata.redirect_uris).and_then(|preset| find(&preset.id));
    find(asked).or_else(of_preset).or_else(|| lines::runtimes().first())
}

fn fill(visitor: &Visitor, client: &Client, lines: &Lines, secret: Option<&str>) -> String {
    let (issuer, ca) = (visitor.cx.app.issuer(), visitor.site.place().ca_file_name());
    let host = url::Url::parse(&issuer).ok().and_then(|url| url.host_str().map(str::to_owned));
    let (address, blank) = (in_the_network(&visitor.site.addresses()), visitor.text.own_app_address_blank());
    let facts = Facts {
        issuer: &issuer,
        host: host.as_deref().unwrap_or(&issuer),
        address: address.as_deref().unwrap_or(&blank),
        ca: &ca,
        client_id: client.id.as_str(),
        secret,
        redirect_uri: client.metadata.redirect_uris.first().map_or("", String::as_str),
    };
    lines.fill(&facts)
}

/// The address by which other machines reach us, without its port; none while we serve this machine alone.
fn in_the_network(addresses: &[String]) -> Option<String> {
    let mut found = addresses.iter().filter_map(|one| one.parse::<std::net::SocketAddr>().ok());
    found.find(|one| !one.ip().is_loopback()).map(|one| one.ip().to_string())
}
