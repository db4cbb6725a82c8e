//! An authenticator app, as a person has it on a phone.

use aws_lc_rs::hmac;

use super::{Answer, Browser, PASSWORD, World};

/// One account in the app.
#[derive(Clone)]
pub(crate) struct Authenticator(Vec<u8>);

impl Authenticator {
    /// Scans the QR code of a page.
    pub(crate) fn scan(page: &Answer) -> Self {
        let uri = page.body.split("data-qr=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let secret = uri.split("secret=").nth(1).unwrap().split('&').next().unwrap();
        let (mut bytes, mut buffer, mut bits) = (Vec::new(), 0_u32, 0);
        for letter in secret.split('#').next().unwrap().bytes() {
            let five = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".iter().position(|known| *known == letter);
            buffer = buffer << 5 | u32::try_from(five.unwrap()).unwrap();
            bits += 5;
            if bits >= 8 {
                bits -= 8;
                bytes.push((buffer >> bits & 0xff) as u8);
            }
        }
        assert_eq!(bytes.len(), 20, "160 bits");
        Self(bytes)
    }

    /// What it shows at a time (RFC 6238).
    pub(crate) fn code(&self, at: i64) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.0);
        let tag = hmac::sign(&key, &(at / 30).to_be_bytes());
        let offset = usize::from(tag.as_ref()[19] & 0xf);
        let word = u32::from_be_bytes(tag.as_ref()[offset..offset + 4].try_into().unwrap());
        format!("{:06}", (word & 0x7fff_ffff) % 1_000_000)
    }

    /// A code that is none of those around a time.
    pub(crate) fn wrong(&self, at: i64) -> String {
        let near: Vec<String> = (-3..=3).map(|step| self.code(at + 30 * step)).collect();
        (0..).map(|n| format!("{n:06}")).find(|code| !near.contains(code)).unwrap()
    }
}

/// Recovery codes on a page.
pub(crate) fn codes_on(page: &Answer) -> Vec<String> {
    page.body
        .split("<li><code>")
        .skip(1)
        .filter_map(|rest| rest.split("</code>").next())
        .map(str::to_owned)
        .collect()
}

impl Browser {
    /// Sets an authenticator up, signed in freshly; with the recovery codes. A step later, so that its next code counts.
    pub(crate) async fn enrol(&mut self, world: &World) -> (Authenticator, Vec<String>) {
        let page = self.get("/account/authenticator").await.expect(200);
        let answer = self.submit(&page, "/account/authenticator/begin", &[]).await.expect(303);
        let page = self.follow(answer).await.expect(200);
        let app = Authenticator::scan(&page);
        let code = app.code(world.now());
        let page = self.submit(&page, "/account/authenticator", &[("code", &code)]).await.expect(200);
        world.wait(30);
        (app, codes_on(&page))
    }

    /// The password, up to the page of the second step.
    pub(crate) async fn half_way(&mut self) -> Answer {
        let answer = self.try_password(PASSWORD).await.expect(303);
        assert_eq!(answer.location(), "/login/mfa");
        self.follow(answer).await.expect(200)
    }

    /// A code in the page of the second step.
    pub(crate) async fn type_code(&mut self, page: &Answer, code: &str) -> Answer {
        self.submit(page, "/login/mfa", &[("code", code)]).await
    }
}
