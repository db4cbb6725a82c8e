//! Moves, without sockets: what stands in the store is what is in force, whoever hangs up.

use std::net::{Ipv4Addr, SocketAddr};

use domain::audit::Actor;
use domain::push::hosts::Hosts;
use domain::token::TokenHash;
use service::App;
use store::{StoreError, vault};

use super::*;
use crate::config::Net;
use crate::lock::Lock;
use crate::open::{Opened, open};

const PATIENCE: Duration = Duration::from_secs(30);

/// A server's inside: all but its listeners and workers.
struct Stage {
    app: Arc<App>,
    store: Store,
    relocator: Arc<Relocator>,
    told: watch::Receiver<Option<Moved>>,
    _ends: (mpsc::Receiver<TcpListener>, mpsc::Receiver<Keeper>, mpsc::Receiver<Named>),
    _lock: Lock,
    _dir: tempfile::TempDir,
}

fn config(dir: &tempfile::TempDir) -> Config {
    Config {
        data_dir: dir.path().join("data"),
        listen: Some(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))),
        issuer: None,
        mdns: false,
        tls: None,
        net: Net {
            ca_port: 0,
            extra_ca_file: None,
            allowed_private: Vec::new(),
            trusted_proxies: Vec::new(),
        },
        push_hosts: Hosts::default(),
        fixed_settings: Vec::new(),
    }
}

impl Stage {
    async fn new(change: impl FnOnce(&mut Config) + Send + 'static) -> Self {
        let made = tokio::task::spawn_blocking(move || {
            let dir = tempfile::tempdir().unwrap();
            let mut config = config(&dir);
            change(&mut config);
            let lock = Lock::acquire(&config.data_dir).unwrap();
            let Opened { app, authority, issuer, store } = open(&config, &lock).unwrap();
            let ca = facts(&authority, "Office");
            let now = SystemClock::default().now();
            let keeper = Keeper::begin(None, &issuer, authority, store.clone(), now).unwrap();
            (dir, config, lock, app, ca, issuer, store, keeper)
        });
        let (dir, config, lock, app, ca, issuer, store, keeper) = made.await.unwrap();
        let present = Present { issuer, fingerprint: ca.sha256.clone(), is_brought: false };
        let site = Site::new(Arc::clone(&app), ca, Box::new(|_| false), Box::new(Vec::new));
        // Nobody takes these out here; a server's workers do.
        let (doors, doors_end) = mpsc::channel(64);
        let (keeper_way, keepers_end) = mpsc::channel(64);
        let (name, names_end) = mpsc::channel(64);
        let (told_way, told) = watch::channel(None);
        let followers = Followers { doors, keeper: keeper_way, name, told: told_way };
        let listening = Arc::new(RwLock::new(SocketAddr::from((Ipv4Addr::LOCALHOST, 8443))));
        let served = keeper.served();
        let relocator =
            Relocator::new(config, site, (store.clone(), served.clone()), listening, followers, present);
        let relocator = Arc::new(relocator);
        app.move_by(Some(Arc::clone(&relocator) as Arc<dyn Mover>));
        let _ends = (doors_end, keepers_end, names_end);
        Self { app, store, relocator, told, _ends, _lock: lock, _dir: dir }
    }

    fn cx(&self) -> Cx {
        self.app.begin(Actor::System, "", "")
    }

    fn stored(&self, name: &'static str) -> Option<String> {
        self.store.read::<_, StoreError>(|tx| vault::text(tx, name)).unwrap()
    }
}

fn wanted(host: &str) -> Wanted {
    Wanted { host: OfficeHost::parse(host).unwrap(), port: None, files: None }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_move_is_whole_when_whoever_asked_for_it_hangs_up() {
    let mut stage = Stage::new(|_| {}).await;
    for n in 0..40_u64 {
        let (cx, wanted) = (stage.cx(), wanted(&format!("office{n}.local")));
        let issuer = format!("https://office{n}.local:8443");
        let asked = address::choose(&cx, wanted);
        // As axum does when the client is gone.
        let _ = tokio::time::timeout(Duration::from_micros(n * 400), asked).await;
        let arrived = stage.told.wait_for(|moved| moved.as_ref().is_some_and(|moved| moved.issuer == issuer));
        let moved =
            tokio::time::timeout(PATIENCE, arrived).await.expect("it goes on").unwrap().clone().unwrap();
        assert_eq!(stage.stored("issuer").as_deref(), Some(issuer.as_str()));
        assert_eq!(&*stage.app.issuer(), issuer);
        let token = moved.first_run.rsplit('/').next().unwrap();
        setup::open(&stage.cx(), token, &TokenHash::of("browser"))
            .await
            .expect("the link that was told opens");
    }
}

#[tokio::test]
async fn a_server_that_stops_moves_no_more() {
    let stage = Stage::new(|_| {}).await;
    let before = stage.stored("issuer");
    stage.relocator.rest().await;
    let refused = address::choose(&stage.cx(), wanted("office.local")).await;
    assert!(matches!(refused, Err(MoveError::NoServer)), "{refused:?}");
    assert_eq!(stage.stored("issuer"), before);
}
