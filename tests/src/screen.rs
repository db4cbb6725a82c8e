//! The second factor as the person at the browser has it: the pages of link and approval, and what stands on them.

use crate::appliance::{Appliance, Person};
use crate::browser::{Browser, Page};
use crate::page::{Form, attribute};
use crate::phone::{Answer, Asked, Carried, Phone, Scan};
use crate::relying_party::{Pending, RelyingParty};

/// The page that links a phone.
pub const LINK: &str = "/account/devices/link";
/// The page that waits for the phone.
pub const MFA: &str = "/login/mfa";

impl Page {
    /// The text of the QR code on it.
    pub fn qr(&self) -> String {
        self.value("data-qr")
    }

    /// The six digits to type into the phone.
    pub fn transfer_code(&self) -> String {
        let code = self.value("data-transfer-code");
        assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
        code
    }

    /// Six digits that are not those.
    pub fn wrong_code(&self) -> String {
        let right: u32 = self.transfer_code().parse().unwrap();
        format!("{:06}", (right + 1) % 1_000_000)
    }

    /// What the phone's scanner reads on it.
    pub fn scan(&self) -> Scan {
        Scan::read(&self.qr())
    }

    /// Whether it waits for a phone.
    pub fn asks(&self) -> bool {
        self.url.path() == MFA && attribute(&self.body, "data-qr").is_some()
    }

    fn value(&self, name: &str) -> String {
        let at = (self.status, self.url.path());
        attribute(&self.body, name).unwrap_or_else(|| panic!("no {name} at {at:?}: {}", self.body))
    }
}

impl Browser {
    /// Presses "Link a phone".
    pub async fn begin_link(&self) -> Page {
        let page = self.open(LINK).await;
        self.begin_link_on(&page).await
    }

    /// Presses the button that begins, on a page with one.
    pub async fn begin_link_on(&self, page: &Page) -> Page {
        let form = Form::posting_to(&page.body, LINK).into_iter().find(|form| !form.has("code"));
        let at = (page.status, page.url.path());
        let form = form.unwrap_or_else(|| panic!("nothing to press at {at:?}: {}", page.body));
        self.submit(page, form).await
    }

    /// Types the digits that the phone shows.
    pub async fn confirm_link(&self, digits: &str) -> Page {
        let page = self.open(LINK).await;
        let form = Form::find(&page.body, "code");
        let at = (page.status, page.url.path());
        let form = form.unwrap_or_else(|| panic!("nowhere to type at {at:?}: {}", page.body));
        self.submit(&page, form.with("code", digits)).await
    }

    /// Links a phone, from the button to the digits.
    pub async fn link(&self, appliance: &Appliance) -> Phone {
        let mut phone = Phone::new(appliance).await;
        let qr = self.begin_link().await.qr();
        phone.claim(&qr).await.unwrap();
        self.confirm_link(&phone.digits(&qr)).await;
        assert_eq!(phone.device().await.unwrap()["status"], "active");
        phone
    }

    /// Where the link stands that was begun in this session, as the page's script is told.
    pub async fn link_state(&self) -> String {
        self.first_state(&format!("{LINK}/events")).await
    }

    /// Where the question stands that this browser waits for, as the page's script is told.
    pub async fn approval_state(&self) -> String {
        self.first_state(&format!("{MFA}/events")).await
    }

    async fn first_state(&self, path: &str) -> String {
        let event = self.events(path).await.next().await.unwrap();
        assert_eq!(event.name, "state");
        event.data["state"].as_str().unwrap().to_owned()
    }

    /// Presses a button of the page that waits for the phone: `continue`, `ask`, `cancel`.
    pub async fn press(&self, page: &Page, button: &str) -> Page {
        let form = self.button(page, button);
        self.submit(page, form).await
    }

    /// The form behind such a button, also while the page does not offer it: nobody is kept from sending it.
    pub fn button(&self, page: &Page, button: &str) -> Form {
        let path = format!("{MFA}/{button}");
        let mut forms = Form::posting_to(&page.body, &path);
        forms.extend(Form::posting_to(&page.body, &format!("{MFA}/cancel")));
        let at = (page.status, page.url.path());
        let form = forms.into_iter().next();
        form.unwrap_or_else(|| panic!("no form at {at:?}: {}", page.body)).to(&path)
    }

    /// Name and password for an app, up to the page that waits for the phone.
    pub async fn half_sign_in(&self, app: &RelyingParty, person: Person) -> (Pending, Page) {
        let pending = app.begin(&["email"]);
        let page = self.open(pending.url.as_str()).await;
        (pending, self.sign_in(&page, person).await)
    }
}

/// A browser in which this person is signed in by password.
pub async fn signed_in(appliance: &Appliance, person: Person) -> Browser {
    let browser = Browser::new(appliance).await;
    let page = browser.open("/login").await;
    let landed = browser.sign_in(&page, person).await;
    assert_eq!(landed.status, 200, "{landed:?}");
    browser
}

/// A browser of this person, and the phone that was linked in it.
pub async fn linked(appliance: &Appliance, person: Person) -> (Browser, Phone) {
    let browser = signed_in(appliance, person).await;
    let phone = browser.link(appliance).await;
    (browser, phone)
}

impl Phone {
    /// The question that this page waits for.
    pub async fn asked_on(&self, page: &Page) -> Asked {
        let id = page.scan().approval_id;
        let asked = self.approvals().await.unwrap().into_iter().find(|asked| asked.approval_id == id);
        asked.unwrap_or_else(|| panic!("the phone is not asked about {id}"))
    }

    /// Types the digits of the page and says yes.
    pub async fn approve_by_code(&self, page: &Page) -> Answer<String> {
        let asked = self.asked_on(page).await;
        let draft = self.checked(&asked, Carried::Code(&page.transfer_code())).await;
        self.decide(&asked, &draft).await
    }
}
