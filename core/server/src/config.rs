//! The configuration, read once at start: a TOML file in the data directory, the environment, the command line.

mod issuer;
mod layers;
mod network;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use domain::push::hosts::Hosts;
use domain::settings::{self, DEFINITIONS, SettingError};

pub use issuer::{Issuer, IssuerError};
pub use network::{Network, NetworkError};

use layers::{Layers, Value};
use url::Url;

/// The file in the data directory.
pub const FILE: &str = "donelogin.toml";

/// What is fixed while the server runs.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where everything is kept.
    pub data_dir: PathBuf,
    /// Where to listen; where absent, on the issuer's port of every address.
    pub listen: Option<SocketAddr>,
    /// The issuer that was asked for; taken while there is no administrator.
    pub issuer: Option<Issuer>,
    /// Whether the host name is announced on the LAN.
    pub mdns: bool,
    /// A certificate of the administrator's own.
    pub tls: Option<TlsFiles>,
    /// The network.
    pub net: Net,
    /// Hosts that we push to: the browsers' vendors', and those that the office names.
    pub push_hosts: Hosts,
    /// Where puzzles of `captcha.kind` are judged, if not at the services themselves: for a gateway of the office.
    pub puzzle_url: Option<Url>,
    /// Settings that cannot be changed at run time, since file or environment say so.
    pub fixed_settings: Vec<(String, String)>,
}

/// A certificate chain and its key, PEM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// Leaf first.
    pub certificate_file: PathBuf,
    /// Its key.
    pub key_file: PathBuf,
}

/// The network.
#[derive(Clone, Debug)]
pub struct Net {
    /// Where the CA's certificate stands on plain HTTP; 0 for nowhere.
    pub ca_port: u16,
    /// Where clients are asked for a certificate (RFC 8705); 0 for nowhere.
    pub mtls_port: u16,
    /// Further CAs for calls that we make to relying parties and push services, PEM.
    pub extra_ca_file: Option<PathBuf>,
    /// Private networks that such calls may reach for clients that nobody registered by hand.
    pub allowed_private: Vec<Network>,
    /// Proxies whose forwarded headers count.
    pub trusted_proxies: Vec<Network>,
}

/// Where configuration comes from, beside the file.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// From the command line; wins over the environment's.
    pub data_dir: Option<PathBuf>,
    /// The whole environment.
    pub environment: Vec<(String, String)>,
    /// Keys and values given on the command line.
    pub command_line: Vec<(&'static str, String)>,
}

/// What is wrong with the configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file is there, but cannot be read.
    #[error(
        "{path} cannot be read: {source}; run this as the owner of the directory, or name another one with --data-dir"
    )]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Neither a directory was named, nor does this platform tell of one.
    #[error("no data directory: name one with --data-dir or DONELOGIN_DATA_DIR")]
    NoDataDir,
    /// One of two keys that belong together.
    #[error("tls.certificate_file and tls.key_file are set together or not at all")]
    OneTlsFile,
    /// A value that a setting does not take.
    #[error("{source_name}: {error}")]
    Setting {
        /// Where it was said.
        source_name: String,
        /// What is wrong.
        error: SettingError,
    },
    /// Not TOML.
    #[error("{path} is not readable as TOML: {reason}")]
    Toml {
        /// The file.
        path: PathBuf,
        /// What the parser said.
        reason: String,
    },
    /// No such key.
    #[error("{source_name}: there is no setting {key}{}", nearest.as_ref().map(|n| format!("; did you mean {n}?")).unwrap_or_default())]
    Unknown {
        /// Where it was said.
        source_name: String,
        /// What was said.
        key: String,
        /// The known key that looks most like it.
        nearest: Option<&'static str>,
    },
    /// A value that a key does not take.
    #[error("{source_name}: {key} takes {expected}")]
    Value {
        /// Where it was said.
        source_name: String,
        /// The key.
        key: &'static str,
        /// What it takes.
        expected: String,
    },
}

/// Keys that are read once at start; all others are settings.
pub const KEYS: [&str; 12] = [
    "listen",
    "issuer",
    "mdns",
    "tls.certificate_file",
    "tls.key_file",
    "net.ca_port",
    "net.mtls_port",
    "net.extra_ca_file",
    "net.allowed_private",
    "net.trusted_proxies",
    "captcha.verify_url",
    "push.extra_hosts",
];

impl Config {
    /// Reads everything once.
    pub fn load(sources: Sources) -> Result<Self, ConfigError> {
        let data_dir = sources.data_dir()?;
        let mut layers = Layers::default();
        layers.read_file(&data_dir.join(FILE))?;
        layers.read_environment(&sources.environment)?;
        layers.read_command_line(sources.command_line);
        Self::from_layers(data_dir, &layers)
    }

    fn from_layers(data_dir: PathBuf, layers: &Layers) -> Result<Self, ConfigError> {
        let path = |value: &Value| Ok::<_, &str>(resolve(&data_dir, value));
        let yes_or_no = |value: &Value| match value.text.as_str() {
            "true" | "yes" | "on" | "1" => Ok(true),
            "false" | "no" | "off" | "0" => Ok(false),
            _ => Err("true or false"),
        };
        let number = |value: &Value| value.text.parse().map_err(|_| "a port number");
        let address = |value: &Value| value.text.parse().map_err(|_| "ADDRESS:PORT, such as 0.0.0.0:8443");
        let tls = match (layers.take("tls.certificate_file", path)?, layers.take("tls.key_file", path)?) {
            (Some(certificate_file), Some(key_file)) => Some(TlsFiles { certificate_file, key_file }),
            (None, None) => None,
            _ => return Err(ConfigError::OneTlsFile),
        };
        let net = Net {
            ca_port: layers.take("net.ca_port", number)?.unwrap_or(8080),
            mtls_port: layers.take("net.mtls_port", number)?.unwrap_or(0),
            extra_ca_file: layers.take("net.extra_ca_file", path)?,
            allowed_private: layers.take("net.allowed_private", networks)?.unwrap_or_default(),
            trusted_proxies: layers.take("net.trusted_proxies", networks)?.unwrap_or_default(),
        };
        Ok(Self {
            listen: layers.take("listen", address)?,
            issuer: layers.take("issuer", |value| Issuer::parse(&value.text).map_err(|e| e.to_string()))?,
            mdns: layers.take("mdns", yes_or_no)?.unwrap_or(true),
            tls,
            net,
            push_hosts: layers
                .take("push.extra_hosts", |value| Hosts::with_extra(&value.text))?
                .unwrap_or_default(),
            puzzle_url: layers.take("captcha.verify_url", https_url)?,
            fixed_settings: fixed_settings(layers)?,
            data_dir,
        })
    }
}

fn fixed_settings(layers: &Layers) -> Result<Vec<(String, String)>, ConfigError> {
    let set =
        DEFINITIONS.iter().filter_map(|definition| Some((definition.key, layers.find(definition.key)?)));
    set.map(|(key, value)| {
        let parsed = settings::parse(key, &value.text);
        let (_, text) =
            parsed.map_err(|error| ConfigError::Setting { source_name: value.source_name.clone(), error })?;
        Ok((key.to_owned(), text))
    })
    .collect()
}

fn networks(value: &Value) -> Result<Vec<Network>, String> {
    let parts = value.text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| Network::parse(part).map_err(|error| error.to_string())).collect()
}

fn https_url(value: &Value) -> Result<Url, String> {
    let url = Url::parse(&value.text).ok().filter(|url| url.scheme() == "https");
    url.ok_or_else(|| "an https:// address".to_owned())
}

/// A path in the file is seen from the data directory, others from where the command was typed.
fn resolve(data_dir: &Path, value: &Value) -> PathBuf {
    let path = PathBuf::from(&value.text);
    if value.is_from_file { data_dir.join(path) } else { path }
}

impl Sources {
    /// Where everything lies: as named, else the platform's place. Known also where the settings file cannot be read.
    ///
    /// # Errors
    /// As the platform's place: none is known without a home.
    pub fn data_dir(&self) -> Result<PathBuf, ConfigError> {
        let variable = |name: &str| {
            let found = self.environment.iter().find(|(key, value)| key == name && !value.is_empty());
            found.map(|(_, value)| PathBuf::from(value))
        };
        if let Some(named) = self.data_dir.clone().or_else(|| variable("DONELOGIN_DATA_DIR")) {
            return Ok(named);
        }
        let home = || variable("HOME");
        let platform = if cfg!(target_os = "macos") {
            home().map(|home| home.join("Library/Application Support/DOneLogin"))
        } else if cfg!(windows) {
            variable("LOCALAPPDATA").map(|local| local.join("DOneLogin"))
        } else {
            let data = variable("XDG_DATA_HOME").or_else(|| home().map(|home| home.join(".local/share")));
            data.map(|data| data.join("donelogin"))
        };
        platform.ok_or(ConfigError::NoDataDir)
    }
}

/// The environment, read once; variables that are not text are none of ours.
pub fn environment() -> Vec<(String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect()
}

#[cfg(test)]
mod tests;
