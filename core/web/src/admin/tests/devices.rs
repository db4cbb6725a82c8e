//! Linked phones and what an account's second step stands at.

use domain::device::{Device, DeviceFacts, DeviceState};
use domain::id::UserId;
use domain::outbox::{Content, Message};
use store::StoreError;
use store::factors::{self, FactorState};

use super::*;

impl Appliance {
    /// A phone of somebody, linked now.
    pub(super) fn link(&self, owner: &Value, id: &str, state: DeviceState) {
        let device = Device {
            id: id.into(),
            user_id: owner["id"].as_str().unwrap().into(),
            // Two members of a key that nobody will check a signature with.
            key: serde_json::from_value(json!({"x": id, "y": id})).unwrap(),
            name: format!("Phone {id}"),
            facts: DeviceFacts {
                model: "Pixel 8".into(),
                os: "Android 17".into(),
                client: "web".into(),
                ..DeviceFacts::default()
            },
            state,
            counter: 0,
            copied_at: None,
            created_at: self.clock.now(),
            last_used_at: None,
            linked_by: None,
        };
        self.write(move |tx| store::devices::insert(tx, &device));
    }

    pub(super) fn put_factors(&self, owner: &Value, state: FactorState) {
        let id = UserId::from(owner["id"].as_str().unwrap());
        self.write(move |tx| factors::put(tx, &id, &state));
    }

    /// In a thread of its own: the store's blocking calls may not run on one of the runtime.
    pub(super) fn write<T: Send + 'static>(
        &self,
        act: impl FnOnce(&store::WriteTx<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        let store = self.store.clone();
        std::thread::spawn(move || store.write_blocking(act)).join().unwrap().unwrap()
    }

    /// The newest message that waits for a mail server.
    pub(super) fn last_message(&self) -> Message {
        self.store.read(|tx| store::outbox::list(tx, 100)).unwrap().pop().unwrap()
    }

    /// Whether a word stands anywhere in the data directory as it is.
    pub(super) fn is_on_disk(&self, word: &str) -> bool {
        let mut files = std::fs::read_dir(self.dir.path()).unwrap();
        files.any(|file| {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            bytes.windows(word.len()).any(|window| window == word.as_bytes())
        })
    }
}

#[tokio::test]
async fn phones_are_listed_of_everybody_and_of_one_person() {
    let appliance = Appliance::new();
    let ada = appliance.add_user("ada", true).await;
    let mira = appliance.add_user("mira", false).await;
    appliance.link(&ada, "a", DeviceState::Active);
    appliance.link(&mira, "b", DeviceState::Waiting { until: 1_000_100 });
    appliance.link(&mira, "c", DeviceState::Suspended);
    let page = appliance.get("/devices?limit=2&offset=1").await;
    assert_eq!((page["devices"].as_array().unwrap().len(), &page["total"]), (2, &json!(3)));
    let waiting = page["devices"][0].clone();
    let expected = json!({
        "id": "b", "user_id": mira["id"], "email": "mira@x.example", "username": "mira",
        "name": "Phone b", "model": "Pixel 8", "os": "Android 17", "client": "web", "client_version": "",
        "key_storage": "software", "without_trust": false, "state": "waiting", "waiting_until": 1_000_100,
        "linked_at": 1_000_000, "linked_by": null, "last_used_at": null,
    });
    assert_eq!(waiting, expected);
    let of_mira = appliance.get("/users/mira/devices").await;
    assert_eq!((&of_mira[0], &of_mira[1]["state"]), (&expected, &json!("suspended")));
    assert_eq!(of_mira.as_array().unwrap().len(), 2);
    appliance.clock.0.fetch_add(100, Ordering::Relaxed);
    let shown = appliance.get("/devices/b").await;
    assert_eq!((&shown["state"], &shown["waiting_until"]), (&json!("active"), &Value::Null));
    for (path, expected) in
        [("/devices/nothing", "unknown_device"), ("/users/nobody/devices", "unknown_user")]
    {
        let (status, problem) = appliance.command(Method::GET, path, Value::Null).await;
        assert_eq!((status, code(&problem)), (StatusCode::NOT_FOUND, expected));
    }
}

#[tokio::test]
async fn another_name_is_audited_and_told_to_the_owner() {
    let appliance = Appliance::new();
    let mira = appliance.add_user("mira", false).await;
    appliance.link(&mira, "b", DeviceState::Active);
    let rename = |name: &str| appliance.command(Method::PATCH, "/devices/b", json!({ "name": name }));
    assert_eq!(rename("  Old Moto ").await.1["name"], "Old Moto");
    assert_eq!(appliance.get("/devices/b").await["name"], "Old Moto");
    let row = &appliance.list("/audit?event=device.renamed", "rows").await[0];
    assert_eq!((&row["user_id"], &row["actor"]), (&mira["id"], &json!("command")));
    assert_eq!(row["detail"], json!({"device": "b", "name": "Old Moto", "before": "Phone b"}));
    let message = appliance.last_message();
    let Content::DeviceRenamed { to, phone, before } = message.content else { panic!("{message:?}") };
    assert_eq!([to.as_str(), &phone, &before], ["mira@x.example", "Old Moto", "Phone b"]);
    assert_eq!(message.user_id.unwrap().as_str(), mira["id"]);
    assert!(!appliance.is_on_disk("device_renamed"), "what waits is sealed");
    for wrong in ["", "  ", &"x".repeat(61)] {
        assert_eq!(fields(&rename(wrong).await.1), ["name"], "{wrong:?}");
    }
    // The same name again is no event.
    rename("Old Moto").await;
    assert_eq!(appliance.list("/audit?event=device.renamed", "rows").await.len(), 1);
}

#[tokio::test]
async fn a_phone_that_is_removed_leaves_what_the_account_demands() {
    let appliance = Appliance::new();
    let mira = appliance.add_user("mira", false).await;
    appliance.link(&mira, "b", DeviceState::Active);
    appliance.put_factors(&mira, FactorState { demanded_since: Some(5), ..FactorState::default() });
    let (status, removed) = appliance.command(Method::DELETE, "/devices/b", Value::Null).await;
    assert_eq!((status, &removed["name"]), (StatusCode::OK, &json!("Phone b")));
    let factors = appliance.get("/users/mira/factors").await;
    assert_eq!((&factors["devices"], &factors["demanded_since"]), (&json!(0), &json!(5)));
    let row = &appliance.list("/audit?event=device.removed", "rows").await[0];
    assert_eq!((&row["user_id"], &row["detail"]["name"]), (&mira["id"], &json!("Phone b")));
    let message = appliance.last_message();
    let Content::DeviceRemoved { to, phone } = message.content else { panic!("{message:?}") };
    assert_eq!([to.as_str(), &phone], ["mira@x.example", "Phone b"]);
    assert!(!appliance.is_on_disk("device_removed"), "what waits is sealed");
    let (_, problem) = appliance.command(Method::DELETE, "/devices/b", Value::Null).await;
    assert_eq!(code(&problem), "unknown_device");
}

#[tokio::test]
async fn what_the_second_step_stands_at_is_shown_whole_and_in_short() {
    let appliance = Appliance::new();
    let mira = appliance.add_user("mira", false).await;
    let nothing = json!({
        "demanded_since": null, "authenticator_since": null, "recovery_codes_left": 0, "devices": 0, "passkeys": 0, "wrong_codes": 0,
        "typed_codes": "on", "face": "on", "blocked_until": null, "must_set_password": false,
    });
    assert_eq!(appliance.get("/users/mira/factors").await, nothing);
    appliance.link(&mira, "b", DeviceState::Active);
    let state = FactorState {
        demanded_since: Some(5),
        wrong_codes: 10,
        face_failures: 50,
        blocked_until: Some(1_000_900),
        must_set_password: true,
        ..FactorState::default()
    };
    appliance.put_factors(&mira, state);
    let all = json!({
        "demanded_since": 5, "authenticator_since": null, "recovery_codes_left": 0, "devices": 1, "passkeys": 0, "wrong_codes": 10,
        "typed_codes": "off", "face": "off", "blocked_until": 1_000_900, "must_set_password": true,
    });
    assert_eq!(appliance.get("/users/mira/factors").await, all);
    appliance.clock.0.fetch_add(900, Ordering::Relaxed);
    assert_eq!(appliance.get("/users/mira/factors").await["blocked_until"], Value::Null, "it is over");
    let short = json!({"demanded_since": 5, "authenticator_since": null, "recovery_codes_left": 0, "devices": 1, "passkeys": 0});
    assert_eq!(appliance.get("/users/mira").await["second_factor"], short);
    let (_, problem) = appliance.command(Method::GET, "/users/nobody/factors", Value::Null).await;
    assert_eq!(code(&problem), "unknown_user");
}
