//! The configuration as a whole: layers, unknown keys, what values may be.

use super::*;

struct Setup {
    dir: tempfile::TempDir,
    sources: Sources,
}

impl Setup {
    fn new(file: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(FILE), file).unwrap();
        let sources = Sources { data_dir: Some(dir.path().to_owned()), ..Sources::default() };
        Self { dir, sources }
    }

    fn environment(mut self, name: &str, value: &str) -> Self {
        self.sources.environment.push((name.into(), value.into()));
        self
    }

    fn argument(mut self, key: &'static str, value: &str) -> Self {
        self.sources.command_line.push((key, value.into()));
        self
    }

    fn load(&self) -> Result<Config, ConfigError> {
        Config::load(self.sources.clone())
    }

    fn error(&self) -> String {
        self.load().unwrap_err().to_string()
    }
}

#[test]
fn the_command_line_wins_over_the_environment_and_that_over_the_file() {
    let setup = Setup::new("listen = '127.0.0.1:1'\nissuer = 'https://file.local'\n[mfa]\npolicy = 'off'")
        .environment("DONELOGIN_ISSUER", "https://environment.local")
        .environment("DONELOGIN_LISTEN", "127.0.0.1:2")
        .argument("listen", "127.0.0.1:3");
    let config = setup.load().unwrap();
    assert_eq!(config.listen.unwrap().port(), 3);
    assert_eq!(config.issuer.unwrap().host(), "environment.local");
    assert_eq!(config.fixed_settings, [("mfa.policy".to_owned(), "off".to_owned())]);
}

#[test]
fn an_empty_directory_has_defaults() {
    let dir = tempfile::tempdir().unwrap();
    let config =
        Config::load(Sources { data_dir: Some(dir.path().join("new")), ..Sources::default() }).unwrap();
    assert!(config.mdns && config.tls.is_none() && config.fixed_settings.is_empty());
    assert_eq!(config.net.ca_port, 8080);
}

#[test]
fn dots_are_two_underscores_in_the_environment() {
    let setup = Setup::new("")
        .environment("DONELOGIN_TLS__CERTIFICATE_FILE", "/a.pem")
        .environment("DONELOGIN_TLS__KEY_FILE", "/a.key")
        .environment("DONELOGIN_LIFETIME__ACCESS_TOKEN_S", "600")
        .environment("DONELOGIN_NET__TRUSTED_PROXIES", "10.0.0.1, fd00::/8")
        .environment("PATH", "/bin");
    let config = setup.load().unwrap();
    assert_eq!(config.tls.unwrap().key_file, Path::new("/a.key"));
    assert_eq!(config.fixed_settings[0].1, "600");
    assert_eq!(config.net.trusted_proxies.len(), 2);
}

#[test]
fn an_unknown_key_is_an_error_that_names_the_nearest() {
    let error = Setup::new("[tls]\ncertificate_fil = 'x'").error();
    assert!(error.contains("tls.certificate_fil;") && error.contains("tls.certificate_file?"), "{error}");
    let error = Setup::new("").environment("DONELOGIN_MFA__POLICI", "off").error();
    assert!(error.contains("DONELOGIN_MFA__POLICI") && error.contains("mfa.policy?"), "{error}");
}

#[test]
fn a_value_that_a_key_does_not_take_is_an_error_that_says_what_it_takes() {
    for (file, expected) in [
        ("issuer = 'https://192.168.1.1'", "never an IP"),
        ("issuer = 'https://office.local/'", "no slash"),
        ("listen = '8443'", "ADDRESS:PORT"),
        ("mdns = 'perhaps'", "true or false"),
        ("[net]\nca_port = 70000", "port"),
        ("[net]\ntrusted_proxies = ['10.0.0.0/99']", "networks"),
        ("[mfa]\npolicy = 'sometimes'", "one of"),
        ("[tls]\nkey_file = 'k'", "together"),
        ("listen = ", "TOML"),
    ] {
        let error = Setup::new(file).error();
        assert!(error.contains(expected), "{file}: {error}");
    }
}

#[test]
fn a_path_in_the_file_is_seen_from_the_data_directory() {
    let setup = Setup::new("[net]\nextra_ca_file = 'ca.pem'");
    let config = setup.load().unwrap();
    assert_eq!(config.net.extra_ca_file.unwrap(), setup.dir.path().join("ca.pem"));
}

#[test]
fn the_data_directory_comes_from_the_argument_the_environment_or_the_platform() {
    let environment = vec![
        ("DONELOGIN_DATA_DIR".to_owned(), "/e".to_owned()),
        ("HOME".to_owned(), "/h".to_owned()),
        ("XDG_DATA_HOME".to_owned(), "/x".to_owned()),
    ];
    let of = |data_dir: Option<&str>, environment: &[(String, String)]| {
        let data_dir = data_dir.map(PathBuf::from);
        Sources { data_dir, environment: environment.to_vec(), command_line: vec![] }.data_dir()
    };
    assert_eq!(of(Some("/a"), &environment).unwrap(), Path::new("/a"));
    assert_eq!(of(None, &environment).unwrap(), Path::new("/e"));
    assert!(matches!(of(None, &[]), Err(ConfigError::NoDataDir)));
}

#[test]
fn hosts_of_the_offices_own_push_service_are_a_list() {
    let setup = Setup::new("[push]\nextra_hosts = ['push.local:8444', '10.0.0.9']\nenabled = 'off'");
    let config = setup.load().unwrap();
    assert_eq!(config.push_hosts, Hosts::with_extra("push.local:8444,10.0.0.9").unwrap());
    assert_eq!(config.fixed_settings, [("push.enabled".to_owned(), "off".to_owned())]);
    let error = Setup::new("[push]\nextra_hosts = 'https://push.local/x'").error();
    assert!(error.contains("push.extra_hosts takes hosts such as"), "{error}");
}
