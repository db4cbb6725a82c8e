//! What holds for every input: parameters, redirect URIs, client authentication, scopes, PKCE.

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use oidc::authorize::{Arrival, Request, Target};
use oidc::claims_request::ClaimsRequest;
use oidc::client_auth::Presented;
use oidc::dpop::{About, Proof};
use oidc::metadata::ClientMetadata;
use oidc::params::{MAX_BYTES, MAX_PARAMS, Params};
use oidc::pkce::CodeChallenge;
use oidc::redirect_uri::{check_registrable, find_match};
use oidc::request_object::{self, Holder};
use oidc::resource::Resources;
use oidc::response::{Answer, Delivery, Sender};
use oidc::response_mode::Way;
use oidc::scope::Scopes;
use proptest::collection::{btree_map, vec};
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};
use proptest::sample::select;
use proptest::strategy::Strategy;

const REGISTERED: &str = "https://app.example:8443/cb?tenant=1";
const LOOPBACK: &str = "http://127.0.0.1/cb";

/// The registered URI with one thing in it changed.
fn nearly(uri: &'static str) -> impl Strategy<Value = String> {
    (
        0..=uri.len(),
        select(vec![
            "",
            "/",
            "x",
            "X",
            ".",
            "@",
            "#",
            "?",
            "%2f",
            "%",
            "\\",
            ":",
            " ",
            "\u{0}",
            "ä",
            "evil.example/",
        ]),
        any::<bool>(),
    )
        .prop_map(move |(at, piece, replaces)| {
            let (before, after) = uri.split_at(at);
            let after = if replaces { after.get(1..).unwrap_or_default() } else { after };
            format!("{before}{piece}{after}")
        })
}

proptest! {
    #[test]
    fn parameters_never_panic_and_stay_in_their_bounds(raw in "\\PC{0,300}") {
        if let Ok(params) = Params::parse(&raw) {
            prop_assert_eq!(Params::parse(&params.encode()), Ok(params));
        }
    }

    #[test]
    fn parameters_of_any_bytes_never_panic(raw in vec(select(b"ab=&%+0f\xff;# ".to_vec()), 0..200)) {
        let _ = Params::parse(&String::from_utf8_lossy(&raw));
    }

    #[test]
    fn what_is_encoded_is_read_again(pairs in btree_map("[a-z_]{1,12}", "[^\u{0}]{1,40}", 0..20)) {
        let params: Params = pairs.clone().into_iter().collect();
        let again = Params::parse(&params.encode());
        prop_assert_eq!(again.as_ref(), Ok(&params));
        for (name, value) in &pairs {
            prop_assert_eq!(params.get(name), Some(value.as_str()));
        }
    }

    #[test]
    fn a_doubled_parameter_is_refused_however_it_is_written(name in "[a-z]{1,8}", a in "[a-z]{0,5}", b in "[a-z]{0,5}", more in "[a-z]{9,12}") {
        let escaped: String = name.bytes().map(|byte| format!("%{byte:02X}")).collect();
        for second in [&name, &escaped] {
            let text = format!("{}={}&{}=1&{}={}", name, a, more, second, b);
            prop_assert!(Params::parse(&text).is_err());
        }
    }

    #[test]
    fn too_much_is_refused(extra in 1_usize..50) {
        let many: Vec<String> = (0..MAX_PARAMS + extra).map(|n| format!("a{n}=1")).collect();
        prop_assert!(Params::parse(&many.join("&")).is_err());
        let long = ["a=", &"x".repeat(MAX_BYTES - 2 + extra)].concat();
        prop_assert!(Params::parse(&long).is_err());
    }

    #[test]
    fn a_redirect_uri_that_differs_is_never_matched(sent in nearly(REGISTERED), native in any::<bool>()) {
        let registered = [REGISTERED.to_owned()];
        prop_assert_eq!(find_match(&registered, &sent, native).is_some(), sent == REGISTERED);
    }

    #[test]
    fn any_text_is_no_redirect_uri(sent in "\\PC{0,60}", native in any::<bool>()) {
        let registered = [REGISTERED.to_owned(), "com.example.app:/cb".to_owned()];
        prop_assert_eq!(find_match(&registered, &sent, native).is_some(), registered.contains(&sent));
    }

    #[test]
    fn rfc8252_7_3_on_loopback_only_the_port_may_differ(sent in nearly(LOOPBACK)) {
        let registered = [LOOPBACK.to_owned()];
        let bare = {
            // The port by hand: digits between the host and the path.
            let rest = sent.strip_prefix("http://127.0.0.1").unwrap_or_default();
            let port = rest.strip_suffix("/cb").unwrap_or("?");
            let digits = port.strip_prefix(':').unwrap_or("?");
            sent == LOOPBACK || (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
                || (port == ":" && sent == "http://127.0.0.1:/cb")
        };
        if find_match(&registered, &sent, true).is_some() {
            prop_assert!(bare, "{}", sent);
        }
        prop_assert_eq!(find_match(&registered, &sent, false).is_some(), sent == LOOPBACK);
    }

    #[test]
    fn rfc8252_7_3_every_port_is_taken(port in 1_u16..) {
        let registered = [LOOPBACK.to_owned()];
        let sent = format!("http://127.0.0.1:{port}/cb");
        prop_assert!(find_match(&registered, &sent, true).is_some());
        prop_assert!(find_match(&registered, &sent, false).is_none());
    }

    #[test]
    fn what_may_be_registered_is_absolute_and_has_no_fragment_and_no_user(uri in "(https|http|javascript|data|com\\.x\\.y)?(://|:|:/)?\\PC{0,30}", native in any::<bool>()) {
        if check_registrable(&uri, native).is_ok() {
            let url = url::Url::parse(&uri).unwrap();
            prop_assert!(url.fragment().is_none() && url.username().is_empty() && url.password().is_none());
            prop_assert!(!["javascript", "data", "file", "blob"].contains(&url.scheme()));
            prop_assert!(url.scheme() == "https" || url.scheme() == "http" || (native && url.scheme().contains('.')));
        }
    }

    #[test]
    fn an_answer_goes_to_the_registered_uri_and_nowhere_else(state in "[^\u{0}]{1,60}") {
        let metadata = ClientMetadata::parse(&serde_json::json!({"redirect_uris": [REGISTERED]})).unwrap().metadata;
        let params: Params = [("redirect_uri", REGISTERED), ("state", state.as_str())].into_iter().collect();
        let target = Target::resolve(&metadata, &params).unwrap();
        let sender = Sender { issuer: "https://id.example", client_id: "c", key: None, now: 1 };
        let sent = Answer::of(vec![("code", "code".into())]).send(&target, &sender).unwrap();
        let Delivery::Redirect(answer) = sent else { panic!("a form") };
        prop_assert!(answer.starts_with(REGISTERED), "{}", answer);
        let answer = url::Url::parse(&answer).unwrap();
        prop_assert_eq!(answer.origin().ascii_serialization(), "https://app.example:8443");
        let sent = answer.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
        prop_assert_eq!(sent, state);
    }

    #[test]
    fn an_authorization_request_never_panics(extra in btree_map(
        select(vec!["scope", "prompt", "max_age", "nonce", "code_challenge", "code_challenge_method", "response_type", "response_mode", "claims", "resource", "dpop_jkt", "acr_values"]),
        "(openid|none|login|S256|code|id_token|query|form_post\\.jwt|[0-9]{0,12}|\\PC{0,20})", 0..8),
        legacy in any::<bool>()) {
        let metadata = ClientMetadata::parse(&serde_json::json!({"redirect_uris": [REGISTERED]})).unwrap().metadata;
        let all = extra.into_iter().chain([("redirect_uri", REGISTERED.to_owned())]).filter(|(_, value)| !value.is_empty());
        let params: Params = all.collect();
        let target = Target::resolve(&metadata, &params).unwrap();
        if let Ok(request) = Request::parse(&target, &metadata, &params, Arrival { legacy, ..Arrival::default() }) {
            prop_assert!(request.max_age_s.is_none_or(|age| age >= 0));
            prop_assert!(!request.response_type.is_legacy() || target.mode().way != Way::Query);
            prop_assert!(!(request.prompt.none && request.prompt.login));
        }
    }

    #[test]
    fn claims_of_any_text_never_panic_and_are_read_again(text in "(\\{(\"userinfo\"|\"id_token\"|\"x\"):)?(\\{|\\}|\"name\"|\"acr\"|\"values\"|\\[|\\]|:|,|null|true|\\PC){0,20}") {
        if let Ok(asked) = ClaimsRequest::parse(&text) {
            prop_assert_eq!(ClaimsRequest::parse(&asked.encode()), Ok(asked));
        }
    }

    #[test]
    fn a_request_object_of_any_claims_never_panics_and_says_only_what_can_be_sent(
        claims in btree_map("(iss|aud|exp|nbf|client_id|response_type|resource|state|redirect_uri|request|[a-z]{1,6})", "\\PC{0,20}", 0..12),
        outside in btree_map("[a-z_]{1,12}", "[^\u{0}]{1,20}", 0..8)) {
        let client = ClientMetadata::parse(&serde_json::json!({"redirect_uris": [REGISTERED]})).unwrap().metadata;
        let claims = claims.into_iter().map(|(name, value)| (name, serde_json::from_str(&value).unwrap_or(value.into()))).collect();
        let holder = Holder { issuer: "https://id.example", client_id: "c", client: &client, now: 1 };
        if let Ok(params) = request_object::open(&claims, &outside.into_iter().collect(), &holder) {
            prop_assert_eq!(params.get("client_id"), Some("c"));
            prop_assert_eq!(params.get("request"), None);
            prop_assert_eq!(Params::parse(&params.encode()), Ok(params));
        }
    }

    #[test]
    fn request_objects_of_any_text_never_panic(text in "[A-Za-z0-9_.=-]{0,80}|\\PC{0,40}") {
        let client = ClientMetadata::parse(&serde_json::json!({"redirect_uris": [REGISTERED], "request_object_signing_alg": "none"})).unwrap().metadata;
        let _ = request_object::header(&text);
        let _ = request_object::read_unsigned(&text, &client);
    }

    #[test]
    fn the_authorization_header_never_panics(header in "(Basic |basic |Bearer |)\\PC{0,60}") {
        let _ = Presented::parse(Some(&header), &Params::default());
    }

    #[test]
    fn basic_of_any_bytes_never_panics(bytes in vec(any::<u8>(), 0..60)) {
        let header = format!("Basic {}", BASE64_STANDARD.encode(&bytes));
        let _ = Presented::parse(Some(&header), &Params::default());
    }

    #[test]
    fn rfc6749_2_3_1_what_a_client_encodes_is_what_we_read(id in "[ -~]{1,20}", secret in "[^\u{0}]{1,40}") {
        let half = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let header = format!("Basic {}", BASE64_STANDARD.encode(format!("{}:{}", half(&id), half(&secret))));
        let presented = Presented::parse(Some(&header), &Params::default()).unwrap();
        prop_assert_eq!(presented.client_id, id);
        let read = presented.secret.unwrap();
        prop_assert_eq!(read.as_str(), secret.as_str());
    }

    #[test]
    fn scopes_are_a_set(text in "(openid|email|profile|x| ){0,12}", other in "(openid|email|phone| ){0,8}") {
        let (a, b) = (Scopes::parse(&text), Scopes::parse(&other));
        prop_assert_eq!(&Scopes::parse(&a.to_string()), &a);
        prop_assert!(a.union(&b).covers(&a) && a.union(&b).covers(&b));
        prop_assert_eq!(a.union(&b), b.union(&a));
    }

    #[test]
    fn rfc7636_only_the_verifier_that_it_was_made_from_fits(verifier in "[A-Za-z0-9._~-]{43,128}", other in "\\PC{0,128}") {
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, verifier.as_bytes());
        let challenge = CodeChallenge::parse(&BASE64_URL_SAFE_NO_PAD.encode(digest.as_ref())).unwrap();
        prop_assert!(challenge.matches(&verifier));
        prop_assert_eq!(challenge.matches(&other), other == verifier);
    }

    #[test]
    fn no_bytes_are_a_proof_by_chance(head in vec(any::<u8>(), 0..80), claims in vec(any::<u8>(), 0..80), text in "\\PC{0,80}") {
        let urls = ["https://id.example/oauth2/token".to_owned()];
        let about = About { method: "POST", urls: &urls, access_token: None };
        let part = |bytes: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(bytes);
        let jws = format!("{}.{}.{}", part(&head), part(&claims), part(text.as_bytes()));
        prop_assert!(Proof::verify(&jws, &about).is_err());
        prop_assert!(Proof::verify(&text, &about).is_err());
        let typed = format!(r#"{{"typ":"dpop+jwt","alg":"ES256","jwk":{{"kty":"EC","crv":"P-256","x":"{}","y":"{}"}}}}"#, part(&head), part(&claims));
        let jws = format!("{}.{}.{}", part(typed.as_bytes()), part(b"{}"), part(&head));
        prop_assert!(Proof::verify(&jws, &about).is_err());
    }

    #[test]
    fn a_narrowed_audience_is_within_what_was_granted(granted in vec(0_u8..6, 0..6), asked in vec(0_u8..8, 0..6)) {
        let of = |numbers: &[u8]| numbers.iter().map(|n| format!("urn:office:{n}")).collect::<Resources>();
        let (granted, asked) = (of(&granted), of(&asked));
        prop_assert_eq!(&Resources::parse(&granted.to_string()), &granted);
        match asked.narrow(&granted) {
            Ok(narrowed) => prop_assert!(narrowed.iter().all(|one| granted.iter().any(|other| other == one))),
            Err(_) => prop_assert!(asked.iter().any(|one| !granted.iter().any(|other| other == one))),
        }
    }
}
