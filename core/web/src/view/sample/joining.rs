//! Pages of whoever joins or has forgotten the password.

use super::*;

impl Kit {
    pub(super) fn sign_up(&self) -> Vec<(&'static str, String)> {
        let plain = SignUp {
            chrome: self.flow(0),
            invitation: None,
            way: SignUpWay::Approval,
            sends_mail: true,
            name: String::new(),
            email: String::new(),
            is_email_fixed: false,
            problems: Vec::new(),
            refusal: None,
            check: None,
            back_href: "/login?i=interaction-id".into(),
        };
        let domains = SignUp {
            way: SignUpWay::Domains(vec!["kestrelrow.example".into(), "kestrel.example".into()]),
            name: "Mira Vantongel".into(),
            email: "mira@elsewhere.example".into(),
            ..plain.clone()
        };
        let invited = SignUp {
            way: SignUpWay::Invited,
            invitation: Some("token".into()),
            is_email_fixed: true,
            ..domains.clone()
        };
        let problems = vec![(SetupField::Name, Problem::Missing), (SetupField::Email, Problem::Malformed)];
        let refused = |refusal| SignUp { refusal: Some(refusal), ..domains.clone() };
        let sent = SignUpSent {
            chrome: self.chrome(),
            sends_mail: true,
            email: "mira@kestrelrow.example".into(),
            admins: vec!["Noah Okonjo".into()],
            back_href: "/login".into(),
        };
        let confirm = SignUpConfirm {
            chrome: self.chrome(),
            action: "/confirm/token".into(),
            name: "Mira Vantongel".into(),
            email: "mira@kestrelrow.example".into(),
            username: "mira".into(),
            least: 15,
            problems: Vec::new(),
        };
        let wrong = vec![(SetupField::Username, Problem::Taken), (SetupField::Password, Problem::Common)];
        vec![
            page("sign-up", plain.clone()),
            page("sign-up-invited", invited.clone()),
            page("sign-up-by-hand", SignUp { sends_mail: false, ..plain.clone() }),
            page("sign-up-domains-by-hand", SignUp { sends_mail: false, ..domains.clone() }),
            page("sign-up-invited-open", SignUp { is_email_fixed: false, ..invited.clone() }),
            page(
                "sign-up-invited-by-hand",
                SignUp { is_email_fixed: false, sends_mail: false, ..invited.clone() },
            ),
            page("sign-up-problems", SignUp { problems, ..plain }),
            page("sign-up-full", refused(SignUpRefusal::Full)),
            page("sign-up-slowed", refused(SignUpRefusal::Slowed { seconds: 900 })),
            page("sign-up-other-domain", refused(SignUpRefusal::OtherDomain)),
            page("sign-up-other-address", SignUp { refusal: Some(SignUpRefusal::OtherDomain), ..invited }),
            page("sign-up-domains", domains),
            page("sign-up-sent-by-hand", SignUpSent { sends_mail: false, ..sent.clone() }),
            page("sign-up-sent-nobody", SignUpSent { admins: Vec::new(), ..sent.clone() }),
            page("sign-up-sent", sent),
            page("sign-up-confirm-problems", SignUpConfirm { problems: wrong, ..confirm.clone() }),
            page("sign-up-confirm", confirm),
        ]
    }

    pub(super) fn passwords(&self) -> Vec<(&'static str, String)> {
        let invite = SetPassword {
            chrome: self.chrome(),
            action: "/invite/token".into(),
            kind: LinkKind::Invite,
            name: "Mira Vantongel".into(),
            username: "mira".into(),
            least: 15,
            problem: None,
        };
        let problem =
            |problem| SetPassword { kind: LinkKind::Reset, problem: Some(problem), ..invite.clone() };
        let done = |kind| PasswordDone { chrome: self.chrome(), kind, sign_in_href: "/login".into() };
        let admins = || vec!["Noah Okonjo".to_owned(), "Ada Lind".to_owned()];
        let reset = Reset {
            chrome: self.flow(0),
            sends_mail: true,
            username: String::new(),
            problem: None,
            check: None,
            admins: admins(),
            back_href: "/login?i=interaction-id".into(),
        };
        let refused = |problem| Reset { problem: Some(problem), ..reset.clone() };
        let asked = ResetAsked {
            chrome: self.chrome(),
            sends_mail: true,
            admins: admins(),
            back_href: "/login".into(),
        };
        vec![
            page("set-password", invite.clone()),
            page("set-password-exposed", SetPassword { kind: LinkKind::Exposed, ..invite.clone() }),
            page("set-password-common", problem(Problem::Common)),
            page("set-password-own", problem(Problem::Own)),
            page("set-password-short", problem(Problem::TooShort { least: 15 })),
            page("set-password-long", problem(Problem::TooLong { most: 256 })),
            page("password-done", done(LinkKind::Invite)),
            page("password-done-reset", done(LinkKind::Reset)),
            page("link-gone", LinkGone { chrome: self.chrome(), admins: admins() }),
            page("link-gone-nobody", LinkGone { chrome: self.chrome(), admins: Vec::new() }),
            page("reset-missing", refused(ResetProblem::Missing)),
            page("reset-slowed", refused(ResetProblem::Slowed { seconds: 600 })),
            page("reset-by-hand", Reset { sends_mail: false, ..reset.clone() }),
            page("reset-nobody", Reset { sends_mail: false, admins: Vec::new(), ..reset.clone() }),
            page("reset", reset),
            page("reset-asked-by-hand", ResetAsked { sends_mail: false, ..asked.clone() }),
            page("reset-asked-nobody", ResetAsked { admins: Vec::new(), ..asked.clone() }),
            page("reset-asked", asked),
        ]
    }
}
