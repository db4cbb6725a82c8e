//! The first run: the link makes one administrator, in one browser, once.

use tests::appliance::{ADMIN, Appliance};
use tests::browser::{Browser, Page};
use tests::page::{Form, alerts};
use tests::together;
use url::Url;

async fn fill(browser: &Browser, page: &Page, email: &str) -> Page {
    let form = Form::find(&page.body, "office_name").unwrap();
    let form = form.with("office_name", "Smith & Partners").with("name", "Ann Smith");
    browser.submit(page, form.with("email", email).with("password", ADMIN.password)).await
}

fn link(appliance: &mut Appliance) -> String {
    let link = appliance.server().line("first-run");
    assert!(link.starts_with(&format!("{}/setup/", appliance.issuer())), "{link}");
    Url::parse(&link).unwrap().path().to_owned()
}

async fn admins(appliance: &Appliance) -> usize {
    let (_, answer) = appliance.ask(reqwest::Method::GET, "/users", None).await;
    answer["users"].as_array().unwrap().iter().filter(|user| user["admin"] == true).count()
}

#[tokio::test]
async fn the_link_makes_the_administrator_and_signs_the_browser_in() {
    let mut appliance = Appliance::start();
    let link = link(&mut appliance);
    let browser = Browser::new(&appliance).await;
    let page = browser.open(&link).await;
    assert_eq!(page.status, 200);
    let done = fill(&browser, &page, ADMIN.email).await;
    assert_eq!((done.status, done.url.path()), (200, "/setup/done"));
    let account = browser.open("/account").await;
    assert_eq!((account.status, account.url.path()), (200, "/account"));
    assert!(account.body.contains(ADMIN.email));
    assert_eq!(browser.another().open(&link).await.status, 404, "the link is used up");
    assert_eq!(browser.open(&link).await.status, 404, "also for the browser that used it");
    appliance.stop();
    appliance.restart();
    assert_eq!(browser.open("/account").await.url.path(), "/account", "the session lives on after a restart");
}

#[tokio::test]
async fn the_link_belongs_to_the_first_browser_that_opens_it() {
    let mut appliance = Appliance::start();
    let link = link(&mut appliance);
    let first = Browser::new(&appliance).await;
    let page = first.open(&link).await;
    let second = first.another();
    assert_eq!(second.open(&link).await.status, 403);
    // Not even with the form of the first one.
    second.open("/login").await;
    assert_eq!(fill(&second, &page, "eve@office.example").await.status, 400);
    assert_eq!(admins(&appliance).await, 0);
    assert_eq!(fill(&first, &page, ADMIN.email).await.url.path(), "/setup/done");
    assert_eq!(admins(&appliance).await, 1);
}

#[tokio::test]
async fn answers_that_cannot_be_taken_are_asked_for_again() {
    let mut appliance = Appliance::start();
    let link = link(&mut appliance);
    let browser = Browser::new(&appliance).await;
    let page = browser.open(&link).await;
    let form = Form::find(&page.body, "office_name").unwrap();
    let again = browser.submit(&page, form.with("email", "no address").with("password", "short")).await;
    assert_eq!(again.status, 422);
    assert!(!alerts(&again.body).is_empty());
    assert_eq!(fill(&browser, &again, ADMIN.email).await.url.path(), "/setup/done");
}

#[tokio::test]
async fn a_wrong_link_opens_nothing() {
    let appliance = Appliance::start();
    let browser = Browser::new(&appliance).await;
    for wrong in ["/setup/x", &format!("/setup/{}", "x".repeat(43))] {
        assert_eq!(browser.open(wrong).await.status, 404, "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_submissions_at_once_one_makes_the_administrator() {
    let mut appliance = Appliance::start();
    let link = link(&mut appliance);
    let browser = Browser::new(&appliance).await;
    let page = browser.open(&link).await;
    let windows: Vec<_> = (0..4).map(|_| browser.copy()).collect();
    let emails: Vec<_> = (0..windows.len()).map(|n| format!("ann{n}@office.example")).collect();
    let sent = windows.iter().zip(&emails).map(|(window, email)| fill(window, &page, email));
    let landed = together(sent).await;
    let won: Vec<_> = landed.iter().filter(|page| page.url.path() == "/setup/done").collect();
    assert_eq!(won.len(), 1, "{:?}", landed.iter().map(|page| page.status).collect::<Vec<_>>());
    assert_eq!(admins(&appliance).await, 1);
}
