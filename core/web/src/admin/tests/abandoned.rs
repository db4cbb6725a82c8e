//! A client that hangs up between the commit and the answer: what is stored is in force all the same.

use domain::settings::Settings;
use service::admin::settings as admin;
use service::keyring::Rotation;
use service::rights::Admin;

use super::branding::PNG;
use super::*;

impl Appliance {
    /// Lets somebody do something until it is durable, and then hang up.
    async fn abandon<T>(&self, act: impl Future<Output = T>) {
        let before = self.store.version();
        let durable = async {
            while self.store.version() == before {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            biased;
            () = durable => {}
            _ = act => {}
        }
        // Whatever belongs to the commit is done before the next one is answered.
        self.store.write::<_, store::StoreError>(|_| Ok(())).await.unwrap();
    }

    fn stored_settings(&self) -> Settings {
        let pairs = self.store.read(store::settings::list).unwrap();
        Settings::load(pairs.iter().map(|(key, value)| (key.as_str(), value.as_str())))
    }
}

#[tokio::test]
async fn a_setting_is_in_force_once_it_is_stored() {
    let appliance = Appliance::new();
    let (cx, by) = (appliance.app.begin(Actor::Command, "", ""), Admin::from_command());
    for n in 0..30 {
        let name = format!("Office {n}");
        appliance.abandon(admin::set(&cx, &by, "office.name", Secret::new(name.as_str()))).await;
        assert_eq!(appliance.stored_settings().text("office.name"), name);
        assert_eq!(appliance.app.settings().text("office.name"), name);
    }
}

#[tokio::test]
async fn settings_that_are_written_at_once_are_in_force_as_they_are_stored() {
    let appliance = Appliance::new();
    let (cx, by) = (appliance.app.begin(Actor::Command, "", ""), Admin::from_command());
    for n in 0..30 {
        let set = |who: &str| admin::set(&cx, &by, "office.name", Secret::new(format!("{who} {n}")));
        let (one, two, three) = tokio::join!(set("A"), set("B"), set("C"));
        assert!(one.is_ok() && two.is_ok() && three.is_ok());
        let stored = appliance.stored_settings();
        assert_eq!(appliance.app.settings().text("office.name"), stored.text("office.name"));
    }
}

#[tokio::test]
async fn a_logo_is_shown_once_it_is_stored_and_gone_once_it_is_not() {
    let appliance = Appliance::new();
    let (cx, by) = (appliance.app.begin(Actor::Command, "", ""), Admin::from_command());
    for _ in 0..10 {
        appliance.abandon(service::branding::set_logo(&cx, &by, PNG.to_vec())).await;
        assert!(appliance.app.logo().is_some());
        appliance.abandon(service::branding::remove_logo(&cx, &by)).await;
        assert!(appliance.app.logo().is_none());
    }
}

#[tokio::test]
async fn keys_sign_once_they_are_stored() {
    let appliance = Appliance::new();
    let (cx, by) = (appliance.app.begin(Actor::Command, "", ""), Admin::from_command());
    let before = appliance.app.keys().current().document().to_owned();
    appliance.abandon(service::keyring::rotate(&cx, &by, &[], Rotation::Announced)).await;
    let held = appliance.app.keys().current();
    assert_ne!(held.document(), before);
    let stored = service::keyring::list(&cx).unwrap();
    assert_eq!(held.public().len(), stored.len());
}

#[tokio::test]
async fn the_office_has_its_name_once_it_has_an_administrator() {
    let appliance = Appliance::new();
    let answers = json!({"office_name": "Kestrel Row", "name": "Ann Smith", "email": "ann@x.example", "password": PASSWORD});
    appliance.abandon(appliance.command(Method::POST, "/setup", answers)).await;
    assert!(appliance.app.is_claimed().unwrap());
    assert_eq!(appliance.app.settings().text("office.name"), "Kestrel Row");
}
