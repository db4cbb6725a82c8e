//! The examples of OpenID Connect Core 1.0: what its appendix A signs, its request object of 6.1, its requests and answers.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use oidc::authorize::{Arrival, Request, Target};
use oidc::client_keys::{ClientKeyError, ClientKeys};
use oidc::metadata::ClientMetadata;
use oidc::params::Params;
use oidc::response::{Answer, Delivery, Sender};
use serde_json::{Value, json};

const A2: &str = concat!(
    "eyJraWQiOiIxZTlnZGs3IiwiYWxnIjoiUlMyNTYifQ.ewogImlzcyI6ICJodHRwczovL3NlcnZlci5leGFtcGxlLmNvbSIsCiAic3ViIjogIjI0ODI4OTc2",
    "MTAwMSIsCiAiYXVkIjogInM2QmhkUmtxdDMiLAogIm5vbmNlIjogIm4tMFM2X1d6QTJNaiIsCiAiZXhwIjogMTMxMTI4MTk3MCwKICJpYXQiOiAxMzExMjgw",
    "OTcwLAogIm5hbWUiOiAiSmFuZSBEb2UiLAogImdpdmVuX25hbWUiOiAiSmFuZSIsCiAiZmFtaWx5X25hbWUiOiAiRG9lIiwKICJnZW5kZXIiOiAiZmVtYWxl",
    "IiwKICJiaXJ0aGRhdGUiOiAiMDAwMC0xMC0zMSIsCiAiZW1haWwiOiAiamFuZWRvZUBleGFtcGxlLmNvbSIsCiAicGljdHVyZSI6ICJodHRwOi8vZXhhbXBs",
    "ZS5jb20vamFuZWRvZS9tZS5qcGciCn0.NTibBYW_ZoNHGm4ZrWCqYA9oJaxr1AVrJCze6FEcac4t_EOQiJFbD2nVEPkUXPuMshKjjTn7ESLIFUnfHq8UKTG",
    "ibIC8uqrBgQAcUQFMeWeg-PkLvDTHk43Dn4_aNrxhmWwMNQfkjqx3wd2Fvta9j8yG2Qn790Gwb5psGcmBhqMJUUnFrGpyxQDhFIzzodmPokM7tnUxBNj-JuE",
    "S_4CE-BvZICH4jKLp0TMu-WQsVst0ss-vY2RPdU1MzL59mq_eKk8Rv9XhxIr3WteA2ZlrgVyT0cwH3hlCnRUsLfHtIEb8k1Y_WaqKUu3DaKPxqRi6u0rN7RO",
    "2uZYPzC454xe-mg"
);
const A3: &str = concat!(
    "eyJraWQiOiIxZTlnZGs3IiwiYWxnIjoiUlMyNTYifQ.ewogImlzcyI6ICJodHRwczovL3NlcnZlci5leGFtcGxlLmNvbSIsCiAic3ViIjogIjI0ODI4OTc2",
    "MTAwMSIsCiAiYXVkIjogInM2QmhkUmtxdDMiLAogIm5vbmNlIjogIm4tMFM2X1d6QTJNaiIsCiAiZXhwIjogMTMxMTI4MTk3MCwKICJpYXQiOiAxMzExMjgw",
    "OTcwLAogImF0X2hhc2giOiAiNzdRbVVQdGpQZnpXdEYyQW5wSzlSUSIKfQ.kdqTmftlaXg5WBYBr1wkxhkqCGZPc0k8vTiV5g2jj67jQ7XkrDamYx2bOkZLd",
    "ZrpMPIzkdYB1nZI_G8vQGQuamRhJcEIt21kblGPZ-yhEhdkAiZIZLu38rChalDS2Mh0glE_rke5XXRhmqqoEFFdziFdnO3p61-7y51co84OEAZvARSINQaOW",
    "IzvioRfs4zwIFOaT33Vpxfqr8HDyh31zo9eBW2dSQuCa071z0ENWChWoPliK1JCo_Bk9eDg2uwo2ZwhsvHzj6TMQ0lYOTzufSlSmXIKfjlOsb3nftQeR697_",
    "hA-nMZyAdL8_NRfaC37XnAbW8WB9wCfECp7cuNuOg"
);
const A4: &str = concat!(
    "eyJraWQiOiIxZTlnZGs3IiwiYWxnIjoiUlMyNTYifQ.ewogImlzcyI6ICJodHRwczovL3NlcnZlci5leGFtcGxlLmNvbSIsCiAic3ViIjogIjI0ODI4OTc2",
    "MTAwMSIsCiAiYXVkIjogInM2QmhkUmtxdDMiLAogIm5vbmNlIjogIm4tMFM2X1d6QTJNaiIsCiAiZXhwIjogMTMxMTI4MTk3MCwKICJpYXQiOiAxMzExMjgw",
    "OTcwLAogImNfaGFzaCI6ICJMRGt0S2RvUWFrM1BrMGNuWHhDbHRBIgp9.MRPihYtNIcwKTZ_mcMSPfreVytGR4jfl1Tzbv4tH5Jr4WqONs2lUWrIEpZ2joKb",
    "ZfAGlouAqwqSYpfR3FQYKYvdgnZ3kjIJ_5M4fAARXHVSciGyhfqB-OhDUMXSHzFHiGKNY9TKSgRfiXf_314WRujpqaDtj2uoXbppobYXvAZIxWtsOein0-t9",
    "1LDS39EW4frNWAopKTBBi_XJPlpLVynWTDvNleEBP6UxIMgYJBKlqsP7RGfHTGk3ReXDacR7RGZlIVGa-0qRyDzvNqD7xfu9aYufUP0oBGqdBGgFVNmwJ7rm",
    "B0gdPtC2eJsXq9svCgBBfhRQZxhx1iLJjNc9nSw"
);
const A7: &str = concat!(
    "w7Zdfmece8iaB0kiTY8pCtiBtzbptJmP28nSWwtdjRu0f2GFpajvWE4VhfJAjEsOcwYzay7XGN0b-X84BfC8hmCTOj2b2eHT7NsZegFPKRUQzJ9wW8ipn_aDJ",
    "WMGDuB1XyqT1E7DYqjUCEOD1b4FLpy_xPn6oV_TYOfQ9fZdbE5HGxJUzekuGcOKqOQ8M7wfYHhHHLxGpQVgL0apWuP2gDDOdTtpuld4D2LK1MZK99s9gaSjRH",
    "E8JDb1Z4IGhEcEyzkxswVdPndUWzfvWBBWXWxtSUvQGBRkuy1BHOa4sP6FKjWEeeF7gm7UMs2Nm2QUgNZw6xvEDGaLk4KASdIxRQ"
);
const N: &str = concat!(
    "y9Lqv4fCp6Ei-u2-ZCKq83YvbFEk6JMs_pSj76eMkddWRuWX2aBKGHAtKlE5P7_vn__PCKZWePt3vGkB6ePgzAFu08NmKemwE5bQI0e6kIChtt_6KzT5OaaX",
    "DFI6qCLJmk51Cc4VYFaxgqevMncYrzaW_50mZ1yGSFIQzLYP8bijAHGVjdEFgZaZEN9lsn_GdWLaJpHrB3ROlS50E45wxrlg9xMncVb8qDPuXZarvghLL0Hz",
    "OuYRadBJVoWZowDNTpKpk2RklZ7QaBO7XDv3uR7s_sf2g-bAjSYxYUGsqkNA9b3xVW53am_UZZ3tZbFTIh557JICWKHlWj5uzeJXaw"
);
const REQUEST: &str = concat!(
    "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsyYmRjIn0.ew0KICJpc3MiOiAiczZCaGRSa3F0MyIsDQogImF1ZCI6ICJodHRwczovL3NlcnZlci5leGFtcGxlLmNv",
    "bSIsDQogInJlc3BvbnNlX3R5cGUiOiAiY29kZSBpZF90b2tlbiIsDQogImNsaWVudF9pZCI6ICJzNkJoZFJrcXQzIiwNCiAicmVkaXJlY3RfdXJpIjogImh0",
    "dHBzOi8vY2xpZW50LmV4YW1wbGUub3JnL2NiIiwNCiAic2NvcGUiOiAib3BlbmlkIiwNCiAic3RhdGUiOiAiYWYwaWZqc2xka2oiLA0KICJub25jZSI6ICJu",
    "LTBTNl9XekEyTWoiLA0KICJtYXhfYWdlIjogODY0MDAsDQogImNsYWltcyI6IA0KICB7DQogICAidXNlcmluZm8iOiANCiAgICB7DQogICAgICJnaXZlbl9u",
    "YW1lIjogeyJlc3NlbnRpYWwiOiB0cnVlfSwNCiAgICAgIm5pY2tuYW1lIjogbnVsbCwNCiAgICAgImVtYWlsIjogeyJlc3NlbnRpYWwiOiB0cnVlfSwNCiAg",
    "ICAgImVtYWlsX3ZlcmlmaWVkIjogeyJlc3NlbnRpYWwiOiB0cnVlfSwNCiAgICAgInBpY3R1cmUiOiBudWxsDQogICAgfSwNCiAgICJpZF90b2tlbiI6IA0K",
    "ICAgIHsNCiAgICAgImdlbmRlciI6IG51bGwsDQogICAgICJiaXJ0aGRhdGUiOiB7ImVzc2VudGlhbCI6IHRydWV9LA0KICAgICAiYWNyIjogeyJ2YWx1ZXMi",
    "OiBbInVybjptYWNlOmluY29tbW9uOmlhcDpzaWx2ZXIiXX0NCiAgICB9DQogIH0NCn0.nwwnNsk1-ZkbmnvsF6zTHm8CHERFMGQPhos-EJcaH4Hh-sMgk8eP",
    "rGhw_trPYs8KQxsn6R9Emo_wHwajyFKzuMXZFSZ3p6Mb8dkxtVyjoy2GIzvuJT_u7PkY2t8QU9hjBcHs68PkgjDVTrG1uRTx0GxFbuPbj96tVuj11pTnmFCU",
    "R6IEOXKYr7iGOCRB3btfJhM0_AKQUfqKnRlrRscc8Kol-cSLWoYE9l5QqholImzjT_cMnNIznW9E7CDyWXTsO70xnB4SkG6pXfLSjLLlxmPGiyon_-Te111V",
    "8uE83IlzCYIb_NMXvtTIVc1jpspnTSD7xMbpL-2QgwUsAlMGzw"
);

fn a7() -> ClientKeys {
    ClientKeys::parse(&json!({"keys": [{"kty": "RSA", "kid": "1e9gdk7", "n": A7, "e": "AQAB"}]})).unwrap()
}

#[test]
fn oidc_core_appendix_a_id_tokens_verify_by_the_key_of_a_7() {
    for (token, member, value) in [
        (A2, "email", "janedoe@example.com"),
        (A3, "at_hash", "77QmUPtjPfzWtF2AnpK9RQ"),
        (A4, "c_hash", "LDktKdoQak3Pk0cnXxCltA"),
    ] {
        let signed = a7().verify(token, &["RS256"]).unwrap();
        assert_eq!((signed.alg, signed.kid.as_deref()), ("RS256", Some("1e9gdk7")));
        assert_eq!(signed.claims["sub"], "248289761001");
        assert_eq!(signed.claims[member], value);
        let (head, signature) = token.rsplit_once('.').unwrap();
        let other = if signature.starts_with('N') { "O" } else { "N" };
        let changed = format!("{head}.{other}{}", &signature[1..]);
        assert!(matches!(a7().verify(&changed, &["RS256"]), Err(ClientKeyError::Refused(_))));
    }
}

#[test]
fn oidc_core_6_1_the_request_object_verifies_by_its_key() {
    let key = json!({"keys": [{"kty": "RSA", "kid": "k2bdc", "n": N, "e": "AQAB"}]});
    let signed = ClientKeys::parse(&key).unwrap().verify(REQUEST, &["RS256"]).unwrap();
    assert_eq!(signed.claims["client_id"], "s6BhdRkqt3");
    assert_eq!(signed.claims["redirect_uri"], "https://client.example.org/cb");
    assert_eq!(signed.claims["claims"]["id_token"]["birthdate"], json!({"essential": true}));
    assert_eq!(signed.claims["claims"]["userinfo"]["nickname"], Value::Null);
}

fn client() -> ClientMetadata {
    ClientMetadata::parse(&json!({"redirect_uris": ["https://client.example.org/cb"]})).unwrap().metadata
}

#[test]
fn oidc_core_3_1_2_1_the_example_is_a_request() {
    let query = "response_type=code&scope=openid%20profile%20email&client_id=s6BhdRkqt3\
                 &state=af0ifjsldkj&redirect_uri=https%3A%2F%2Fclient.example.org%2Fcb";
    let params = Params::parse(query).unwrap();
    let target = Target::resolve(&client(), &params).unwrap();
    let request = Request::parse(&target, &client(), &params, Arrival::default()).unwrap();
    assert_eq!(request.scopes.to_string(), "openid profile email");
    assert_eq!((request.nonce, target.state()), (None, Some("af0ifjsldkj")));
    // 3.1.2.5, and the issuer of RFC 9207 2.
    let sender = Sender { issuer: "https://server.example.com", client_id: "s6BhdRkqt3", key: None, now: 0 };
    let answer = Answer::of(vec![("code", "SplxlOBeZQQYbYS6WxSbIA".to_owned())]);
    assert_eq!(
        answer.send(&target, &sender).unwrap(),
        Delivery::Redirect(
            "https://client.example.org/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=af0ifjsldkj\
             &iss=https%3A%2F%2Fserver.example.com"
                .to_owned()
        )
    );
}
