//! An office whose server runs in the window.

use std::process::Command;

use serde_json::Value;
use tests::appliance::Appliance;

use crate::desk::Desk;
use crate::driver::{Window, program};

/// The wide screen of the pictures.
pub(crate) const WIDE: (u32, u32) = (1280, 800);

/// Desk, data directory and port of one test.
pub(crate) struct Office {
    pub(crate) desk: Desk,
    pub(crate) appliance: Appliance,
}

impl Office {
    /// Nothing runs yet.
    pub(crate) fn new() -> Self {
        Self::on(WIDE)
    }

    /// The same on a screen of another size.
    pub(crate) fn on((width, height): (u32, u32)) -> Self {
        let (mut desk, appliance) = (Desk::new(width, height), Appliance::prepare());
        desk.set("DONELOGIN_DATA_DIR", appliance.dir().to_str().unwrap());
        desk.set("DONELOGIN_ISSUER", &appliance.issuer());
        desk.set("DONELOGIN_LISTEN", &appliance.address().to_string());
        desk.set("DONELOGIN_MDNS", "false");
        desk.set("DONELOGIN_NET__CA_PORT", "0");
        // The data directory stands in a folder that is not there yet.
        Self { desk, appliance }
    }

    /// The address is where the directory was made, and not a configured one, which the first run could not change.
    pub(crate) fn without_a_configured_address(mut self) -> Self {
        let mut make = self.appliance.command(&["ca", "export", "--format", "pem"]);
        let made = make.env("DONELOGIN_ISSUER", self.appliance.issuer()).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        self.desk.unset("DONELOGIN_ISSUER");
        self
    }

    /// The office has its people before the window opens.
    pub(crate) async fn claim(&mut self) {
        self.appliance.restart();
        self.appliance.add_people().await;
        self.appliance.stop();
    }

    /// Opens the window and waits for the app.
    pub(crate) async fn open(&mut self) -> Window {
        let window = Window::open(&mut self.desk, &[]).await;
        window.until("document.querySelector('main[data-page]')").await;
        window
    }

    /// The program once more, as somebody starts it who does not know that it runs.
    pub(crate) fn again(&self, arguments: &[&str]) -> std::process::Output {
        self.desk.run(program(), arguments)
    }

    /// The program without a driver.
    pub(crate) fn start(&mut self, arguments: &[&str]) -> u32 {
        let mut command: Command = self.desk.command(program());
        self.desk.start(command.args(arguments))
    }

    /// Whether the server answers at its port.
    pub(crate) async fn serves(&self) -> bool {
        let client = tests::browser::client(&self.appliance.ca_pem().await, &self.appliance);
        client.get(format!("{}/healthz", self.appliance.issuer())).send().await.is_ok()
    }

    /// What an administrator's page is told over the control socket.
    pub(crate) async fn get(&self, path: &str) -> Value {
        self.appliance.ask(reqwest::Method::GET, path, None).await.1
    }
}
