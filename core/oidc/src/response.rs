//! The answer to an authorization request, as the URL that the browser is sent to.

use url::Url;

use crate::authorize::Target;
use crate::error::ProtocolError;

/// The URL that hands a code to the client (OIDC Core 3.1.2.5), with `iss` (RFC 9207).
pub fn success(target: &Target, issuer: &str, code: &str) -> String {
    build(target, issuer, &[("code", code)])
}

/// The URL that tells the client of a refusal (OIDC Core 3.1.2.6), with `iss` (RFC 9207).
pub fn refusal(target: &Target, issuer: &str, error: &ProtocolError) -> String {
    let help = help(issuer, error);
    let pairs = [
        ("error", error.code.as_str()),
        ("error_description", &error.description),
        ("error_uri", help.as_str()),
    ];
    build(target, issuer, &pairs)
}

/// Where the refusal is explained: `error_uri` (RFC 6749 4.1.2.1). Without an issuer it is relative to it.
pub fn help(issuer: &str, error: &ProtocolError) -> String {
    format!("{issuer}/help/errors/{}", error.entry().id)
}

/// A registered logout URI with `state` added, and nothing else (RP-Initiated Logout 3).
pub fn after_logout(uri: &str, state: Option<&str>) -> String {
    append(uri, state.iter().map(|state| ("state", *state)))
}

fn build(target: &Target, issuer: &str, pairs: &[(&str, &str)]) -> String {
    let state = target.state().map(|state| ("state", state));
    append(target.redirect_uri(), pairs.iter().copied().chain(state).chain([("iss", issuer)]))
}

/// Keeps the registered URI as it was written: only the query is extended (RFC 6749 3.1.2).
pub(crate) fn append<'a>(uri: &str, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs);
    let query = query.finish();
    if query.is_empty() {
        return uri.to_owned();
    }
    let joint = match uri.rsplit_once('?') {
        None => "?",
        Some((_, "")) => "",
        Some(_) => "&",
    };
    debug_assert!(
        Url::parse(uri).is_ok_and(|url| url.fragment().is_none()),
        "registered URIs have no fragment"
    );
    format!("{uri}{joint}{query}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::metadata::ClientMetadata;
    use crate::params::Params;

    #[test]
    fn state_comes_back_and_the_query_of_the_uri_stays() {
        let client = ClientMetadata::parse(&json!({"redirect_uris": ["https://a.example/cb?tenant=1"]}))
            .unwrap()
            .metadata;
        let params =
            Params::parse("redirect_uri=https%3A%2F%2Fa.example%2Fcb%3Ftenant%3D1&state=%26x%3D1").unwrap();
        let target = Target::resolve(&client, &params).unwrap();
        assert_eq!(
            success(&target, "https://id.example", "abc"),
            "https://a.example/cb?tenant=1&code=abc&state=%26x%3D1&iss=https%3A%2F%2Fid.example"
        );
    }

    #[test]
    fn after_logout_only_state_is_added() {
        assert_eq!(after_logout("https://a.example/bye", None), "https://a.example/bye");
        assert_eq!(after_logout("https://a.example/bye", Some("s")), "https://a.example/bye?state=s");
    }
}
