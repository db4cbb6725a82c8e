//! A linked phone, as far as a sign-in needs to know of it.

use domain::device::{Device, DeviceFacts, DeviceState};
use domain::session::merge_amr;
use serde_json::{Value, json};
use store::{StoreError, devices, sessions};

use super::World;

impl World {
    /// Links a phone to somebody.
    pub(crate) async fn link_phone(&self, username: &str) {
        let user_id = self.user_id(username).await;
        // The key of RFC 7515 A.3.1.
        let key = json!({
            "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
        });
        let device = Device {
            id: "phone".into(),
            user_id: user_id.as_str().into(),
            key: serde_json::from_value(key).unwrap(),
            name: "Pixel 8".into(),
            facts: DeviceFacts::default(),
            state: DeviceState::Active,
            counter: 0,
            copied_at: None,
            created_at: self.now(),
            last_used_at: None,
        };
        self.store.write::<_, StoreError>(move |tx| devices::insert(tx, &device)).await.unwrap();
    }

    /// Makes it so that the phone looked at a face at the sign-in of each of somebody's sessions.
    pub(crate) async fn show_face(&self, username: &str) {
        let user_id = self.user_id(username).await;
        let act = move |tx: &store::WriteTx<'_>| {
            for session in sessions::list(tx, Some(&user_id.as_str().into()))? {
                let amr = merge_amr(&session.amr, &["face", "swk", "mfa"]);
                sessions::set_amr(tx, &session.id, &amr)?;
            }
            Ok::<_, StoreError>(())
        };
        self.store.write(act).await.unwrap();
    }

    async fn user_id(&self, username: &str) -> String {
        let path = format!("/users/{username}");
        let shown = self.admin("GET", &path, &Value::Null).await.expect(200).json();
        shown["id"].as_str().unwrap().to_owned()
    }
}
