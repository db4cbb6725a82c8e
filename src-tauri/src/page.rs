//! The shell's own page, which needs no server: what happened, what to do, and "Start again".

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderValue, Response, StatusCode};

use crate::host::State;
use crate::shell::Shell;

/// The sheets of the pages that people know, as far as this page uses them.
const STYLES: [&str; 7] = [
    include_str!("../../ui/design/tokens.css"),
    include_str!("../../ui/design/fonts.css"),
    include_str!("../../ui/design/base.css"),
    include_str!("../../ui/design/rail.css"),
    include_str!("../../ui/design/stage.css"),
    include_str!("../../ui/design/forms.css"),
    include_str!("../../ui/design/parts.css"),
];
const FACTS: &str = include_str!("../../ui/design/pages.css");
/// The face, by the scripts that our languages write it in.
const FONTS: [(&str, &[u8]); 3] = [
    ("fonts/hanken-grotesk-latin.woff2", include_bytes!("../../ui/design/fonts/hanken-grotesk-latin.woff2")),
    (
        "fonts/hanken-grotesk-latin-ext.woff2",
        include_bytes!("../../ui/design/fonts/hanken-grotesk-latin-ext.woff2"),
    ),
    (
        "fonts/hanken-grotesk-vietnamese.woff2",
        include_bytes!("../../ui/design/fonts/hanken-grotesk-vietnamese.woff2"),
    ),
];
const MARK: &str = include_str!("../page/mark.svg");
const SCRIPT: &str = include_str!("../page/stopped.js");
const PAGE: &str = include_str!("../page/stopped.html");
const TROUBLE: &str = include_str!("../page/trouble.html");

/// Nothing but its own files, and the shell around it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
     connect-src 'self' ipc: http://ipc.localhost; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A file of the page.
pub(crate) fn file(shell: &Shell, name: &str) -> Response<Body> {
    match name {
        "" => stopped(shell),
        "page.css" => respond(StatusCode::OK, "text/css", [STYLES.concat(), FACTS.to_owned()].concat()),
        "stopped.js" => respond(StatusCode::OK, "text/javascript", SCRIPT.to_owned()),
        _ => match FONTS.iter().find(|(known, _)| *known == name) {
            Some((_, font)) => respond(StatusCode::OK, "font/woff2", font.to_vec()),
            None => respond(StatusCode::NOT_FOUND, "text/plain", String::new()),
        },
    }
}

/// The page, in the place of every page of a server that does not answer.
pub(crate) fn stopped(shell: &Shell) -> Response<Body> {
    let (_, state) = shell.host.state();
    respond(StatusCode::SERVICE_UNAVAILABLE, "text/html; charset=utf-8", render(shell, &state))
}

fn render(shell: &Shell, state: &State) -> String {
    let words = shell.words();
    let (name, title, lead, body) = match state {
        State::Stopped(trouble) => {
            let told = trouble.told(&words, shell.host.dir().as_deref());
            let title = if *trouble == crate::trouble::Trouble::ByHand {
                "stopped-by-hand-title"
            } else {
                "stopped-title"
            };
            let body = fill(
                TROUBLE,
                &[
                    ("reason_head", &words.get("stopped-reason-head")),
                    ("reason", &told.reason),
                    ("mend_head", &words.get("stopped-mend-head")),
                    ("mend", &told.mend),
                    ("start", &words.get("stopped-start")),
                ],
            );
            ("stopped", title, "stopped-lead", body)
        }
        // One that serves, but did not answer, comes again by itself.
        State::Starting | State::Serving(_) => ("starting", "starting-title", "starting-lead", String::new()),
    };
    let page = fill(
        PAGE,
        &[
            ("tag", words.tag()),
            ("state", name),
            ("starting", &words.get("stopped-starting")),
            ("title", &words.get(title)),
            ("lead", &words.get(lead)),
        ],
    );
    page.replace("{mark}", MARK).replace("{body}", &body)
}

/// Puts texts into the gaps of a page; nothing in them becomes markup.
fn fill(page: &str, values: &[(&str, &str)]) -> String {
    values
        .iter()
        .fold(page.to_owned(), |page, (name, value)| page.replace(&format!("{{{name}}}"), &escape(value)))
}

fn escape(text: &str) -> String {
    // Braces as well: a text that looks like a gap is none.
    const SIGNS: [(char, &str); 7] = [
        ('&', "&amp;"),
        ('<', "&lt;"),
        ('>', "&gt;"),
        ('"', "&quot;"),
        ('\'', "&#39;"),
        ('{', "&#123;"),
        ('}', "&#125;"),
    ];
    let escaped = text.chars().map(|sign| {
        let found = SIGNS.iter().find(|(plain, _)| *plain == sign);
        found.map_or_else(|| sign.to_string(), |(_, escaped)| (*escaped).to_owned())
    });
    escaped.collect()
}

fn respond(status: StatusCode, kind: &'static str, body: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_becomes_no_markup_and_no_gap() {
        let page = fill("<p>{reason}</p>{mend}", &[("reason", "<b>{mend}</b>"), ("mend", "x")]);
        assert_eq!(page, "<p>&lt;b&gt;&#123;mend&#125;&lt;/b&gt;</p>x");
    }
}
