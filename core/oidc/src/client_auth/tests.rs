//! What a client may say of itself, and in how many ways.

use super::*;

fn basic(text: &str) -> String {
    format!("Basic {}", BASE64_STANDARD.encode(text))
}

#[test]
fn rfc6749_2_3_1_both_halves_are_form_encoded() {
    let presented = Presented::parse(Some(&basic("my%20app:p%3Aw%2B+x")), &Params::default()).unwrap();
    assert_eq!((presented.client_id.as_str(), presented.secret.unwrap().as_str()), ("my app", "p:w+ x"));
}

#[test]
fn one_way_at_a_time() {
    let both = Params::parse("client_id=a&client_secret=s").unwrap();
    assert_eq!(Presented::parse(Some(&basic("a:s")), &both).unwrap_err().code, ErrorCode::InvalidRequest);
    let other = Params::parse("client_id=b").unwrap();
    assert_eq!(Presented::parse(Some(&basic("a:s")), &other).unwrap_err().code, ErrorCode::InvalidRequest);
    let same = Params::parse("client_id=a").unwrap();
    assert!(Presented::parse(Some(&basic("a:s")), &same).is_ok());
    let asserted = Params::parse("client_assertion=x&client_assertion_type=y").unwrap();
    assert_eq!(Presented::parse(Some(&basic("a:s")), &asserted).unwrap_err().code, ErrorCode::InvalidRequest);
    let posted = Params::parse("client_assertion=x&client_secret=s").unwrap();
    assert_eq!(Presented::parse(None, &posted).unwrap_err().code, ErrorCode::InvalidRequest);
}

#[test]
fn nothing_or_nonsense_is_an_invalid_client() {
    for header in [None, Some("Bearer x"), Some("Basic"), Some("Basic !!"), Some("Basic YQ==")] {
        assert_eq!(
            Presented::parse(header, &Params::default()).unwrap_err().code,
            ErrorCode::InvalidClient,
            "{header:?}"
        );
    }
}

#[test]
fn rfc7523_2_2_an_assertion_names_its_client() {
    // {"alg":"ES256"} {"iss":"a","sub":"a"}
    let jwt = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJhIiwic3ViIjoiYSJ9.AA";
    let kind = "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer";
    for id in ["", "&client_id=a"] {
        let form = format!("client_assertion={jwt}&client_assertion_type={kind}{id}");
        let presented = Presented::parse(None, &Params::parse(&form).unwrap()).unwrap();
        assert_eq!(presented.client_id, "a");
        assert!(presented.assertion.is_some() && presented.secret.is_none());
    }
    // {"iss":"a"}, and an unsigned one.
    let nobody = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJhIn0.AA";
    let unsigned = "eyJhbGciOiJub25lIn0.eyJpc3MiOiJhIiwic3ViIjoiYSJ9.";
    for bad in [
        format!("client_assertion={jwt}&client_assertion_type={kind}&client_id=b"),
        format!("client_assertion={jwt}"),
        format!("client_assertion={jwt}&client_assertion_type=saml2-bearer"),
        format!("client_assertion_type={kind}&client_id=a"),
        format!("client_assertion=x&client_assertion_type={kind}&client_id=a"),
        format!("client_assertion={nobody}&client_assertion_type={kind}&client_id=a"),
        format!("client_assertion={unsigned}&client_assertion_type={kind}"),
    ] {
        let refusal = Presented::parse(None, &Params::parse(&bad).unwrap()).unwrap_err();
        assert_eq!(refusal.code, ErrorCode::InvalidClient, "{bad}");
    }
}
