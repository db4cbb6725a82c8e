//! A sign-in that waits for a phone: from here all goes on that is about approval.

use serde_json::Value;

use crate::appliance::{Appliance, MEMBER};
use crate::browser::{Browser, Page};
use crate::phone::{Asked, Attempt, Carried, Draft, Phone};
use crate::relying_party::{Pending, RelyingParty};
use crate::screen::{MFA, linked};

/// A member whose password was right, in a browser that was never here.
#[derive(Debug)]
pub struct Waiting {
    /// Where.
    pub appliance: Appliance,
    /// What for.
    pub app: RelyingParty,
    /// The one that the phone was linked in.
    pub known: Browser,
    /// The member's.
    pub phone: Phone,
    /// The one that waits.
    pub browser: Browser,
    /// What it shows.
    pub page: Page,
    /// What the app waits for.
    pub pending: Pending,
}

impl Waiting {
    /// With a phone that was linked before.
    pub async fn new() -> Self {
        let appliance = Appliance::claimed().await;
        let app = RelyingParty::trusted(&appliance).await;
        let (known, phone) = linked(&appliance, MEMBER).await;
        let browser = known.another();
        let (pending, page) = browser.half_sign_in(&app, MEMBER).await;
        assert_eq!((page.status, page.url.path()), (200, MFA));
        Self { appliance, app, known, phone, browser, page, pending }
    }

    /// What the phone is asked, a face check that went well, and the policy that it went by.
    pub async fn checked(&self) -> (Asked, Attempt, Value) {
        let asked = self.phone.asked().await;
        let attempt = self.phone.begin_attempt(&asked.approval_id).await.unwrap();
        (asked, attempt, self.phone.policy().await)
    }

    /// A whole and good answer that says yes.
    pub async fn good(&self) -> (Asked, Draft) {
        let (asked, attempt, policy) = self.checked().await;
        let code = self.page.transfer_code();
        let draft = self.phone.approval(&asked, &attempt, Carried::Code(&code), &policy);
        (asked, draft)
    }

    /// The page as it is now.
    pub async fn look(&self) -> Page {
        self.browser.open(MFA).await
    }

    /// Whether the browser has a session.
    pub async fn is_signed_in(&self) -> bool {
        self.browser.open("/account").await.url.path() == "/account"
    }

    /// "Continue" brings nothing.
    pub async fn is_not_finished(&self) {
        let page = self.browser.press(&self.page, "continue").await;
        assert!(page.away.is_none(), "{page:?}");
        assert!(!self.is_signed_in().await);
    }
}
