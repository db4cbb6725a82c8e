//! The words for each problem: what happened, what mends it, and the line to type.

use axum::http::StatusCode;

use crate::config::Config;
use crate::problem::Problem;

/// What the page for a problem says.
#[derive(Debug)]
pub(crate) struct Explanation {
    pub(crate) status: StatusCode,
    /// A stable word for tests and for searching.
    pub(crate) code: &'static str,
    pub(crate) title: &'static str,
    pub(crate) happened: String,
    pub(crate) mends: Vec<Mend>,
    /// What the other side said, for whoever has to look deeper.
    pub(crate) detail: String,
}

/// One thing to do.
#[derive(Debug)]
pub(crate) struct Mend {
    pub(crate) text: String,
    pub(crate) command: Option<String>,
}

/// Finds the words for a problem.
pub(crate) fn explain(problem: &Problem, config: &Config) -> Explanation {
    match problem {
        Problem::AccessDenied
        | Problem::AnswerFromElsewhere { .. }
        | Problem::BadAnswer(_)
        | Problem::StaleForm
        | Problem::StateMismatch => answer(problem, config),
        Problem::NameMismatch(detail)
        | Problem::NotTrusted(detail)
        | Problem::Unreachable(detail)
        | Problem::IssuerMismatch(detail) => connection(problem, config, detail),
        Problem::InvalidClient(detail) | Problem::InvalidGrant(detail) => refusal(problem, config, detail),
        Problem::Refused { code, description } => {
            registration(config, format!("The sign-in server refused the request: {code}."), description)
        }
        Problem::IdToken(detail) | Problem::Unintelligible(detail) => unbelievable(problem, detail),
        Problem::NoRefreshToken | Problem::NoIdToken | Problem::OtherAccessToken | Problem::OtherUser => {
            unbelievable(problem, "")
        }
    }
}

/// Problems with what the browser brought back.
fn answer(problem: &Problem, config: &Config) -> Explanation {
    let again = || vec![say("Go to the start page and sign in again.")];
    let (status, code, title, happened) = match problem {
        Problem::AccessDenied => (
            StatusCode::FORBIDDEN,
            "access_denied",
            "You were not signed in",
            "Access was denied on the sign-in page. This app learned nothing about you.".to_owned(),
        ),
        Problem::AnswerFromElsewhere { found } => (
            StatusCode::BAD_REQUEST,
            "issuer_mismatch",
            "The answer came from another server",
            format!("This app asked {} and {found} answered. Nothing was accepted.", config.issuer.as_str()),
        ),
        Problem::StaleForm => (
            StatusCode::FORBIDDEN,
            "stale_form",
            "This page had been open too long",
            "Your session in this app is over, so nothing was done.".to_owned(),
        ),
        Problem::StateMismatch => (
            StatusCode::BAD_REQUEST,
            "state_mismatch",
            "This answer belongs to another sign-in",
            "The answer does not fit a sign-in that this browser began here: it was used before, began in another \
             browser or under another address, or this app was started anew in between."
                .to_owned(),
        ),
        _ => (
            StatusCode::BAD_REQUEST,
            "bad_answer",
            "The answer cannot be read",
            "The address that the browser was sent to lacks a part. Nothing was accepted.".to_owned(),
        ),
    };
    let mends = match problem {
        Problem::StateMismatch => vec![
            say(&format!(
                "Open this app under the one address {}, since a cookie is bound to it.",
                config.base_url
            )),
            say("Sign in again."),
        ],
        _ => again(),
    };
    let detail = if let Problem::BadAnswer(detail) = problem { detail.clone() } else { String::new() };
    Explanation { status, code, title, happened, mends, detail }
}

/// Problems on the way from this app to the server.
fn connection(problem: &Problem, config: &Config, detail: &str) -> Explanation {
    let issuer = config.issuer.as_str();
    let (code, title, happened, mends) = match problem {
        Problem::NotTrusted(_) => (
            "ca_not_trusted",
            "This app does not trust the office’s certificate",
            format!(
                "{issuer} showed a certificate that no CA known to this app has signed. Nothing was sent there."
            ),
            vec![
                run(
                    "On the sign-in server, write the office’s CA to a file:",
                    "donelogin ca export > office-ca.pem",
                ),
                run(
                    "Start this app with that file:",
                    &format!("demo-rp --ca office-ca.pem --issuer {issuer} …"),
                ),
                say("If you did both, the server has made a new CA since: export it again."),
            ],
        ),
        Problem::NameMismatch(_) => (
            "certificate_name",
            "The certificate names another server",
            format!(
                "{issuer} showed a certificate that is trusted but made for another name. Nothing was sent."
            ),
            vec![
                run("Compare the name with the one that the server has:", "donelogin doctor"),
                say("Start this app with that name in --issuer, never with an address of numbers."),
            ],
        ),
        Problem::IssuerMismatch(_) => (
            "issuer_mismatch",
            "The server names itself otherwise",
            format!(
                "This app was started for {issuer}, and the server there says that it is another. A token would not verify."
            ),
            vec![
                run(
                    "See what the server calls itself:",
                    &format!("curl {issuer}/.well-known/openid-configuration"),
                ),
                say(
                    "Start this app with exactly that value in --issuer: same host, same port, no final slash.",
                ),
            ],
        ),
        _ => (
            "unreachable",
            "The sign-in server does not answer",
            format!("This app could not reach {issuer}."),
            vec![
                run("See whether it runs and under which address:", "donelogin doctor"),
                say(
                    "Look whether this machine knows the host’s name, and whether a firewall stands between.",
                ),
            ],
        ),
    };
    Explanation { status: StatusCode::BAD_GATEWAY, code, title, happened, mends, detail: detail.to_owned() }
}

/// The token endpoint said no.
fn refusal(problem: &Problem, config: &Config, detail: &str) -> Explanation {
    let id = config.client_id.as_str();
    if let Problem::InvalidClient(_) = problem {
        return Explanation {
            status: StatusCode::BAD_GATEWAY,
            code: "invalid_client",
            title: "The sign-in server does not know this app by its secret",
            happened: format!("The id {id} with the secret that this app was started with was refused."),
            mends: vec![
                run("See whether the app is registered:", &format!("donelogin client show {id}")),
                run(
                    "The secret was shown once. Make a new one:",
                    &format!("donelogin client rotate-secret {id}"),
                ),
                say("Start this app anew with it in DEMO_RP_CLIENT_SECRET."),
            ],
            detail: detail.to_owned(),
        };
    }
    let mut explanation = registration(
        config,
        "The code or the refresh token is not valid any more: used before, older than allowed, or ended by a \
         sign-out."
            .to_owned(),
        detail,
    );
    explanation.code = "invalid_grant";
    explanation.title = "That sign-in is over";
    explanation.mends.insert(0, say("Sign in again; a code lives for one minute and works once."));
    explanation
}

/// A refusal whose usual cause is a registration that differs from what this app sends.
fn registration(config: &Config, happened: String, detail: &str) -> Explanation {
    let id = config.client_id.as_str();
    Explanation {
        status: StatusCode::BAD_GATEWAY,
        code: "refused",
        title: "The sign-in server refused the request",
        happened,
        mends: vec![run(
            &format!(
                "If it stays, compare what is registered with what this app sends. Its redirect address must be {}, \
                 letter by letter:",
                config.redirect_url().as_str()
            ),
            &format!("donelogin client show {id}"),
        )],
        detail: detail.to_owned(),
    }
}

/// An answer that this app must not believe.
fn unbelievable(problem: &Problem, detail: &str) -> Explanation {
    let (code, title, mend) = match problem {
        Problem::IdToken(_) => (
            "id_token",
            "The ID token does not verify",
            "Look at the clocks of both machines; if they agree, sign in again.",
        ),
        Problem::NoRefreshToken => (
            "no_refresh_token",
            "There is no refresh token",
            "Sign in again; the app must be registered for the scope offline_access.",
        ),
        Problem::NoIdToken => (
            "no_id_token",
            "There is no ID token",
            "Register the app for the scope openid, then sign in again.",
        ),
        Problem::OtherAccessToken => (
            "at_hash",
            "The tokens do not belong together",
            "Sign in again. If it stays, tell your administrator.",
        ),
        Problem::OtherUser => (
            "sub",
            "The new token is about another person",
            "Sign in again. If it stays, tell your administrator.",
        ),
        _ => (
            "unintelligible",
            "The answer cannot be understood",
            "See whether the address in --issuer is that of DOneLogin and not of something before it.",
        ),
    };
    let happened =
        format!("This app got an answer that it must not believe: {problem}. Nobody was signed in by it.");
    let mends = vec![say(mend)];
    Explanation { status: StatusCode::BAD_GATEWAY, code, title, happened, mends, detail: detail.to_owned() }
}

fn say(text: &str) -> Mend {
    Mend { text: text.to_owned(), command: None }
}

fn run(text: &str, command: &str) -> Mend {
    Mend { text: text.to_owned(), command: Some(command.to_owned()) }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    fn explained(problem: &Problem) -> Explanation {
        let line = [
            "demo-rp",
            "--issuer",
            "https://localhost:8443",
            "--client-id",
            "app7",
            "--client-secret",
            "geheim",
        ];
        explain(problem, &Config::try_parse_from(line).unwrap())
    }

    fn commands(explanation: &Explanation) -> String {
        explanation.mends.iter().filter_map(|mend| mend.command.as_deref()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn an_untrusted_ca_is_mended_by_exporting_it() {
        let explanation = explained(&Problem::NotTrusted(String::new()));
        assert!(commands(&explanation).contains("donelogin ca export"));
        assert!(commands(&explanation).contains("--ca"));
    }

    #[test]
    fn a_wrong_secret_is_mended_by_a_new_one() {
        let explanation = explained(&Problem::InvalidClient(String::new()));
        assert!(commands(&explanation).contains("donelogin client rotate-secret app7"));
    }

    #[test]
    fn a_refused_request_names_the_redirect_address() {
        let refused = Problem::from_code("invalid_request", Some("redirect_uri"));
        let explanation = explained(&refused);
        assert!(explanation.mends.iter().any(|mend| mend.text.contains("http://localhost:8090/callback")));
    }

    #[test]
    fn an_expired_code_says_to_sign_in_again() {
        let explanation = explained(&Problem::from_code("invalid_grant", None));
        assert_eq!(explanation.code, "invalid_grant");
        assert!(explanation.mends[0].text.contains("Sign in again"));
    }

    #[test]
    fn a_denial_is_not_called_an_error_of_the_server() {
        let explanation = explained(&Problem::AccessDenied);
        assert_eq!(explanation.status, StatusCode::FORBIDDEN);
        assert!(explanation.happened.contains("learned nothing"));
    }

    #[test]
    fn no_explanation_holds_the_secret_and_each_has_a_mend() {
        let word = || "detail".to_owned();
        let all = [
            Problem::AccessDenied,
            Problem::AnswerFromElsewhere { found: word() },
            Problem::BadAnswer(word()),
            Problem::InvalidClient(word()),
            Problem::InvalidGrant(word()),
            Problem::IssuerMismatch(word()),
            Problem::IdToken(word()),
            Problem::NameMismatch(word()),
            Problem::NoRefreshToken,
            Problem::NoIdToken,
            Problem::NotTrusted(word()),
            Problem::OtherAccessToken,
            Problem::OtherUser,
            Problem::Refused { code: word(), description: word() },
            Problem::StaleForm,
            Problem::StateMismatch,
            Problem::Unintelligible(word()),
            Problem::Unreachable(word()),
        ];
        for problem in &all {
            let explanation = explained(problem);
            assert!(!explanation.mends.is_empty(), "{problem:?}");
            assert!(!format!("{explanation:?}").contains("geheim"), "{problem:?}");
        }
    }
}
