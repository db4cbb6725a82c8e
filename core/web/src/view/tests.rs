//! What holds for every page in every state, language and theme.

use std::collections::HashSet;

use super::sample::samples;
use super::{Theme, answer};
use crate::text::Text;

fn everything() -> Vec<(String, String)> {
    let mut out = Vec::new();
    for text in Text::all() {
        for (theme, label) in [(Theme::System, "system"), (Theme::Dark, "dark"), (Theme::Light, "light")] {
            for (name, html) in samples(text, theme) {
                out.push((format!("{name}.{}.{label}", text.tag()), html));
            }
        }
    }
    out
}

fn attributes<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let lead = format!(" {attribute}=\"");
    html.split(lead.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_page_has_one_heading_and_one_main() {
    for (name, html) in everything() {
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
        assert_eq!(html.matches("<main").count(), 1, "{name}");
        assert!(html.contains("<a class=\"skip\" href=\"#main\">"), "{name}");
    }
}

#[test]
fn no_page_holds_a_script_or_a_style_of_its_own() {
    for (name, html) in everything() {
        assert!(attributes(&html, "style").is_empty(), "{name}");
        assert!(!html.contains("<style"), "{name}");
        assert!(!html.contains("javascript:"), "{name}");
        for script in html.split("<script").skip(1) {
            let is_file = script.starts_with(" type=\"module\" src=\"/assets/")
                || script.starts_with(" defer src=\"/assets/form-post.");
            assert!(is_file, "{name}");
        }
        for handler in [" onclick", " onload", " onsubmit", " onerror"] {
            assert!(!html.contains(handler), "{name}");
        }
    }
}

#[test]
fn every_asset_that_a_page_names_exists() {
    for (name, html) in everything() {
        assert!(!html.contains("/assets/missing"), "{name}");
    }
}

#[test]
fn every_form_posts_the_token() {
    for (name, html) in everything() {
        for form in html.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap();
            assert!(form.contains("method=\"post\""), "{name}");
            if form.contains(" id=\"form-post\"") {
                // It goes to an app, which must not have the token; and no other form stands beside it.
                assert!(!html.contains("csrf") && html.matches("<form").count() == 1, "{name}");
                continue;
            }
            assert!(form.contains("<input type=\"hidden\" name=\"csrf\" value=\"csrf-token\">"), "{name}");
        }
    }
}

#[test]
fn ids_are_unique_and_labels_lead_to_fields() {
    for (name, html) in everything() {
        let ids = attributes(&html, "id");
        let unique: HashSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{name}: {ids:?}");
        let known: HashSet<&str> = ids.into_iter().collect();
        for target in attributes(&html, "for").into_iter().chain(attributes(&html, "aria-labelledby")) {
            assert!(known.contains(target), "{name}: {target}");
        }
        for target in attributes(&html, "aria-describedby").into_iter().flat_map(str::split_whitespace) {
            assert!(known.contains(target), "{name}: {target}");
        }
    }
}

#[test]
fn a_page_with_an_error_says_so_in_title_and_role() {
    for (name, html) in everything() {
        let title = html.split("<title>").nth(1).unwrap();
        let marked = Text::all().any(|text| {
            let error = text.title_error("\0");
            error.split('\0').next().is_some_and(|begin| !begin.is_empty() && title.starts_with(begin))
        });
        assert_eq!(marked, html.contains("id=\"error\""), "{name}");
        assert_eq!(marked, html.contains("role=\"alert\""), "{name}");
    }
}

#[test]
fn tools_find_the_fields_and_buttons_that_the_contract_names() {
    let pages = samples(Text::default(), Theme::System);
    let page = |name: &str| pages.iter().find(|(known, _)| *known == name).unwrap().1.as_str();
    for name in ["login", "login-again", "login-wrong"] {
        assert!(page(name).contains("<input id=\"username\" name=\"username\" type=\"text\""), "{name}");
        assert!(page(name).contains("<input id=\"password\" name=\"password\" type=\"password\""), "{name}");
        let first =
            page(name).split("<button").skip(1).find(|piece| piece.contains("type=\"submit\"")).unwrap();
        assert!(first.contains("id=\"submit\""), "{name}: the first submit button is the main action");
    }
    let consent = page("consent");
    assert!(consent.contains("id=\"consent-allow\" type=\"submit\" name=\"decision\" value=\"allow\""));
    assert!(consent.contains("id=\"consent-deny\" type=\"submit\" name=\"decision\" value=\"deny\""));
    let logout = page("logout");
    assert!(logout.contains("id=\"logout-yes\"") && logout.contains("id=\"logout-no\""));
    assert!(page("error-redirect").contains("redirect_uri is not registered"));
    for name in ["approval", "approval-plain", "approval-plain-still"] {
        assert_eq!(attributes(page(name), "data-transfer-code"), ["482913"], "{name}");
        assert!(attributes(page(name), "data-qr")[0].contains("/phone/approve#v=1&#38;a="), "{name}");
        assert!(page(name).contains("<form id=\"continue\" method=\"post\" action=\"/login/mfa/continue\""));
        assert!(page(name).contains("<input id=\"code\" name=\"code\""), "{name}");
    }
    for name in ["link-offered", "link-not-claimed"] {
        assert!(attributes(page(name), "data-qr")[0].contains("/phone/link#v=1&#38;c="), "{name}");
        assert!(page(name).contains("<input id=\"code\" name=\"code\""), "{name}");
    }
}

#[test]
fn a_browser_without_script_is_led_to_the_plain_page_and_no_further() {
    for (name, html) in samples(Text::default(), Theme::System) {
        let leads =
            html.contains("http-equiv=\"refresh\" content=\"0;url=/login/mfa?i=interaction-id&#38;plain=1\"");
        let waits = [
            "approval",
            "approval-stopped",
            "approval-late",
            "approval-remember",
            "approval-scan-only",
            "approval-no-other-way",
        ];
        assert_eq!(leads, waits.contains(&name), "{name}");
        assert!(!name.starts_with("approval-plain") || !html.contains("data-live"), "{name}");
    }
}

#[test]
fn what_comes_from_outside_is_escaped() {
    let pages = samples(Text::default(), Theme::System);
    let (_, consent) = pages.iter().find(|(name, _)| *name == "consent-optional").unwrap();
    assert!(consent.contains("&#60;value&#62; &#38; &#34;quotes&#34;"));
    assert!(!consent.contains("<value>"));
}

#[test]
fn the_theme_is_a_class_on_the_root() {
    for (name, html) in everything() {
        let theme = name.rsplit('.').next().unwrap();
        assert!(html.contains(&format!("class=\"theme-{theme} hue-petrol\">")), "{name}");
    }
}

#[test]
fn a_page_is_never_kept_in_a_cache() {
    let link = super::Link { href: "/".into(), label: "Back".into() };
    let chrome = super::Chrome::new(Text::default(), "Office".into(), "office.local".into(), "token".into());
    let page = super::Message { chrome, title: "Title".into(), lead: "Lead.".into(), link: Some(link) };
    let response = answer(axum::http::StatusCode::OK, &page);
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
}

/// Into `target/pages`, with the files that they load: any static server shows them to eyes and to axe.
#[test]
fn every_page_can_be_written_out() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/pages");
    std::fs::create_dir_all(root.join("assets/fonts")).unwrap();
    for (url, body) in crate::ui::files() {
        std::fs::write(root.join(url.trim_start_matches('/')), body).unwrap();
    }
    for (name, html) in everything() {
        std::fs::write(root.join(format!("{name}.html")), html).unwrap();
    }
}
