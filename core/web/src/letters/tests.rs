//! Every letter, in every language: written as its reader expects it, and safe whatever stands in it.

use std::path::Path;

use domain::settings::{HUES, LANGUAGES};

use super::*;

const ISSUER: &str = "https://kestrelrow.local:8443";

fn desk(text: Text, hue: &str) -> Desk {
    Desk {
        text,
        office: "Kestrel Row & Söhne".into(),
        issuer: ISSUER.into(),
        hue: hue.into(),
        name: Some("Jonas Weidmann".into()),
    }
}

/// One message of each kind and state.
fn contents() -> Vec<Content> {
    let (to, phone) = (|| "jonas@x.example".to_owned(), || "Galaxy <S23>".to_owned());
    let link = |path: &str| format!("{ISSUER}/{path}/0123456789012345678901234567890123456789012");
    let (account, address) = (|| "jonas".to_owned(), || "192.168.1.23".to_owned());
    vec![
        Content::Invite { to: to(), link: link("invite") },
        Content::Reset { to: to(), link: link("reset") },
        Content::FactorsReset { to: to(), link: link("second-step") },
        Content::FactorAdded { to: to() },
        Content::FactorRemoved { to: to() },
        Content::PasswordChanged { to: to() },
        Content::DeviceCopied { to: to(), phone: phone(), suspended: false },
        Content::DeviceCopied { to: to(), phone: phone(), suspended: true },
        Content::DeviceLinked { to: to(), phone: phone(), waits_until: None },
        Content::DeviceLinked { to: to(), phone: phone(), waits_until: Some(1_795_500_000) },
        Content::DeviceRemoved { to: to(), phone: phone() },
        Content::DeviceRenamed { to: to(), phone: phone(), before: "S23".into() },
        Content::PasskeyAdded { to: to(), name: phone() },
        Content::PasskeyCopied { to: to(), name: phone(), suspended: false },
        Content::PasskeyCopied { to: to(), name: phone(), suspended: true },
        Content::PasskeyRemoved { to: to(), name: phone() },
        Content::NotMe { to: to(), account: account(), address: address() },
        Content::NewBrowser { to: to(), browser: "Firefox, Linux".into(), address: address() },
        Content::NewBrowser { to: to(), browser: String::new(), address: String::new() },
        Content::ConfirmAddress { to: to(), link: link("confirm") },
        Content::SignUpInvited { to: to(), link: link("invite") },
        Content::SignUpKnown { to: to() },
        Content::SignUpWaits { to: to(), name: "Iris <Lund>".into() },
        Content::SignUpApproved { to: to() },
        Content::SignUpRefused { to: to() },
        Content::PasskeyAdded { to: to(), name: phone() },
        Content::PasskeyCopied { to: to(), name: phone(), suspended: false },
        Content::PasskeyCopied { to: to(), name: phone(), suspended: true },
        Content::PasskeyRemoved { to: to(), name: phone() },
        Content::ManyFailures { to: to(), account: account(), failures: 20, address: address() },
    ]
}

fn message(content: Content) -> Message {
    Message { id: "m".into(), user_id: None, content, created_at: 1_795_425_360, expires_at: 1_795_430_000 }
}

fn all() -> Vec<(String, Written)> {
    let mut all = Vec::new();
    for text in Text::all() {
        let desk = desk(text, "petrol");
        for (number, content) in contents().into_iter().enumerate() {
            let name = format!("{number:02}-{}-{}", content.kind(), text.tag());
            all.push((name, desk.seal(desk.letter(&message(content)))));
        }
    }
    all
}

#[test]
fn the_setting_offers_the_languages_that_there_are() {
    let mut written: Vec<&str> = Text::all().map(Text::tag).collect();
    let mut offered = LANGUAGES.to_vec();
    written.sort_unstable();
    offered.sort_unstable();
    assert_eq!(written, offered);
}

#[test]
fn each_has_a_subject_one_heading_a_text_and_at_most_one_link_which_is_ours() {
    for (name, written) in all() {
        assert!((5..=90).contains(&written.subject.chars().count()), "{name}: {}", written.subject);
        assert!(!written.subject.contains('\n'), "{name}");
        assert_eq!(written.html.matches("<h1").count(), 1, "{name}");
        let links: Vec<&str> = written.html.split("href=\"").skip(1).collect();
        assert!(links.len() <= 1 && links.iter().all(|link| link.starts_with(ISSUER)), "{name}: {links:?}");
        assert_eq!(written.text.matches("https://").count(), links.len(), "{name}: {}", written.text);
        for fetched in ["<img", "src=", "url(", "@import", "<link", "<script"] {
            assert!(!written.html.contains(fetched), "{name}: {fetched}");
        }
        assert!(written.text.starts_with(&written.subject), "{name}");
        assert!(!written.text.contains("\n\n\n"), "{name}: {:?}", written.text);
    }
}

#[test]
fn what_comes_from_outside_is_escaped_in_html_and_as_it_is_in_text() {
    for (name, written) in all().into_iter().filter(|(name, _)| name.contains("device")) {
        assert!(written.html.contains("Galaxy &#60;S23&#62;") && !written.html.contains("<S23>"), "{name}");
        assert!(written.text.contains("Galaxy <S23>"), "{name}");
    }
    let (_, any) = all().remove(0);
    assert!(any.html.contains("Kestrel Row &#38; Söhne") && any.from_name.contains("Kestrel Row & Söhne"));
}

#[test]
fn every_hue_gives_a_letter_its_colours_in_both_themes() {
    for hue in HUES {
        let desk = desk(Text::default(), hue);
        let html = desk.seal(desk.letter(&message(contents().remove(0)))).html;
        let colours: Vec<&str> = html.split(['"', ' ', ';']).filter(|word| word.starts_with('#')).collect();
        assert!(colours.len() > 20 && colours.iter().all(|colour| colour.len() == 7), "{hue}: {colours:?}");
        let (light, dark) = palette::of(hue);
        assert!(html.contains(&light.band) && html.contains(&dark.band), "{hue}");
    }
}

/// Into `target/letters`, for eyes.
#[test]
fn every_letter_can_be_written_out() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/letters");
    std::fs::create_dir_all(&root).unwrap();
    for (name, written) in all() {
        std::fs::write(root.join(format!("{name}.html")), written.html).unwrap();
        std::fs::write(root.join(format!("{name}.txt")), written.text).unwrap();
    }
}
