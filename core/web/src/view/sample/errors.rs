//! What stands in the way, and the help for what an app was refused.

use super::*;

impl Kit {
    fn error(
        &self,
        name: &'static str,
        kind: ErrorKind,
        details: Option<ErrorDetails>,
    ) -> (&'static str, String) {
        page(name, ErrorPage { chrome: self.chrome(), kind, details })
    }

    pub(super) fn help(&self) -> Vec<(&'static str, String)> {
        let all = HelpErrors { chrome: self.chrome(), one: None, groups: help::groups() };
        let one = HelpErrors {
            one: oidc::error::catalogue::find("code-expired"),
            groups: Vec::new(),
            ..all.clone()
        };
        vec![page("help-errors", all), page("help-error", one)]
    }

    pub(super) fn errors(&self) -> Vec<(&'static str, String)> {
        let admin = || "Noah Okonjo".to_owned();
        let details = |code: &str, description: &str| ErrorDetails {
            code: code.into(),
            description: description.into(),
            time: "09:12:41".into(),
            number: "K7Q2-9FWD".into(),
            help: "redirect-unregistered",
            ..ErrorDetails::default()
        };
        let redirect = ErrorDetails {
            app: Some("Meters".into()),
            sent: Some("https://meters.kestrelrow.local/login/generic".into()),
            registered: vec!["https://meters.kestrelrow.local/login/generic_oauth".into()],
            ..details("invalid_request", "redirect_uri is not registered")
        };
        let strangers = ErrorDetails { registered: Vec::new(), ..redirect.clone() };
        let unknown =
            ErrorDetails { sent: Some("metres".into()), ..details("invalid_client", "client_id is unknown") };
        let meters = || ErrorKind::Redirect { app: "Meters".into() };
        let ours = |admin| ErrorKind::Ours { admin, number: "K7Q2-9FWD".into() };
        vec![
            self.error("error-redirect", meters(), Some(redirect)),
            self.error("error-redirect-others", meters(), Some(strangers)),
            self.error("error-app-unknown", ErrorKind::AppUnknown { admin: admin() }, Some(unknown)),
            self.error("error-app-unknown-nobody", ErrorKind::AppUnknown { admin: String::new() }, None),
            self.error(
                "error-request",
                ErrorKind::Request,
                Some(details("invalid_request", "response_type is missing")),
            ),
            self.error("error-expired", ErrorKind::Expired, None),
            self.error("error-form", ErrorKind::FormTooOld, None),
            self.error("error-not-found", ErrorKind::NotFound, None),
            self.error(
                "error-forbidden",
                ErrorKind::Forbidden { admins: vec![admin(), "Ada Lind".into()] },
                None,
            ),
            self.error("error-forbidden-nobody", ErrorKind::Forbidden { admins: Vec::new() }, None),
            self.error(
                "error-misdirected",
                ErrorKind::Misdirected { issuer: "https://kestrelrow.local:8443".into() },
                None,
            ),
            self.error("error-too-large", ErrorKind::TooLarge, None),
            self.error("error-too-many", ErrorKind::TooMany { seconds: 20 }, None),
            self.error("error-busy", ErrorKind::Busy, None),
            self.error("error-ours", ours(admin()), None),
            self.error("error-ours-nobody", ours(String::new()), None),
        ]
    }
}
