//! A picture of every page of the window, in both themes and two sizes, for eyes: `target/window`.

use crate::office::{Office, WIDE};

const AREAS: &[&str] = &[
    "overview",
    "people",
    "groups",
    "apps",
    "connect",
    "activity",
    "mail",
    "certificates",
    "settings",
    "about",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_page_has_its_picture() {
    for (name, screen) in [("wide", WIDE), ("small", (880, 600))] {
        for (theme, gtk) in [("light", "Adwaita"), ("dark", "Adwaita:dark")] {
            let mut office = Office::on(screen);
            office.desk.set("GTK_THEME", gtk);
            office.claim().await;
            let window = office.open().await;
            let fill = format!(
                "search --onlyvisible --name ^DOneLogin$ windowmove 0 0 windowsize {} {}",
                screen.0, screen.1
            );
            let words: Vec<_> = fill.split(' ').collect();
            office.desk.run("xdotool", &words);
            window.until(&format!("innerWidth === {}", screen.0)).await;
            let is_dark = window.run("return matchMedia('(prefers-color-scheme: dark)').matches").await;
            assert_eq!(is_dark, serde_json::json!(theme == "dark"));
            for area in AREAS {
                window.run(&format!("document.querySelector('[data-nav={area}]').click()")).await;
                window.until(&format!("document.querySelector('main[data-page={area}]')")).await;
                let is_there = "!document.querySelector('.skeleton') && document.querySelector('main').innerText.length > 80";
                window.until(is_there).await;
                window.picture(&format!("{area}-{theme}-{name}")).await;
                let wide = window.run("return document.documentElement.scrollWidth <= innerWidth").await;
                assert_eq!(wide, serde_json::json!(true), "{area} is wider than the window");
            }
            window.close(&office.desk).await;
        }
    }
}
