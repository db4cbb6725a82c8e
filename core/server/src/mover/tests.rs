//! Moves, without sockets: what stands in the store is what is in force, whoever hangs up.

use std::net::{Ipv4Addr, SocketAddr};

use domain::audit::Actor;
use domain::push::hosts::Hosts;
use domain::token::TokenHash;
use service::App;
use service::address::Seen;
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
    keeper: Option<Keeper>,
    keepers: mpsc::Receiver<Keeper>,
    served: Certificates,
    _ends: (mpsc::Receiver<TcpListener>, mpsc::Receiver<Named>),
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
            mtls_port: 0,
            extra_ca_file: None,
            allowed_private: Vec::new(),
            trusted_proxies: Vec::new(),
        },
        push_hosts: Hosts::default(),
        puzzle_url: None,
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
        let (keeper_way, keepers) = mpsc::channel(64);
        let (name, names_end) = mpsc::channel(64);
        let (told_way, told) = watch::channel(None);
        let followers = Followers { doors, keeper: keeper_way, name, told: told_way };
        let listening = Arc::new(RwLock::new(SocketAddr::from((Ipv4Addr::LOCALHOST, 8443))));
        let served = keeper.served();
        let relocator =
            Relocator::new(config, site, (store.clone(), served.clone()), listening, followers, present);
        let relocator = Arc::new(relocator);
        app.move_by(Some(Arc::clone(&relocator) as Arc<dyn Mover>));
        let _ends = (doors_end, names_end);
        Self {
            app,
            store,
            relocator,
            told,
            keeper: Some(keeper),
            keepers,
            served,
            _ends,
            _lock: lock,
            _dir: dir,
        }
    }

    fn cx(&self) -> Cx {
        self.app.begin(Actor::System, "", "")
    }

    fn stored(&self, name: &'static str) -> Option<String> {
        self.store.read::<_, StoreError>(|tx| vault::text(tx, name)).unwrap()
    }
}

fn wanted(stage: &Stage, host: &str) -> Wanted {
    let seen = Seen { issuer: stage.app.issuer(), link: None };
    Wanted { host: OfficeHost::parse(host).unwrap(), port: None, files: None, seen }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_move_is_whole_when_whoever_asked_for_it_hangs_up() {
    let mut stage = Stage::new(|_| {}).await;
    for n in 0..40_u64 {
        let (cx, wanted) = (stage.cx(), wanted(&stage, &format!("office{n}.local")));
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
    let refused = address::choose(&stage.cx(), wanted(&stage, "office.local")).await;
    assert!(matches!(refused, Err(MoveError::NoServer)), "{refused:?}");
    assert_eq!(stage.stored("issuer"), before);
}

#[tokio::test]
async fn of_two_moves_at_once_one_is_overtaken() {
    let stage = Stage::new(|_| {}).await;
    let link = setup::offer(&stage.cx()).await.unwrap().unwrap();
    let link = TokenHash::of(link.rsplit('/').next().unwrap());
    for link in [Some(link), None] {
        let wanted =
            |host| Wanted { seen: Seen { issuer: stage.app.issuer(), link }, ..wanted(&stage, host) };
        let label = if link.is_some() { "page" } else { "window" };
        let (one, two) = (wanted(&format!("{label}-one.local")), wanted(&format!("{label}-two.local")));
        let (cx, cx_two) = (stage.cx(), stage.cx());
        let (one, two) = tokio::join!(address::choose(&cx, one), address::choose(&cx_two, two));
        let moved = one.as_ref().or(two.as_ref()).unwrap();
        assert_eq!(stage.stored("issuer").as_deref(), Some(moved.issuer.as_str()));
        assert!(matches!(
            (&one, &two),
            (Ok(_), Err(MoveError::Overtaken)) | (Err(MoveError::Overtaken), Ok(_))
        ));
    }
}

#[tokio::test]
async fn a_configured_address_is_not_moved_away_from() {
    let issuer = || Issuer::parse("https://office.local:8443").unwrap();
    let stage = Stage::new(move |config| config.issuer = Some(issuer())).await;
    assert_eq!(address::fixed(&stage.cx()), Some("issuer"));
    let refused = address::choose(&stage.cx(), wanted(&stage, "other.local")).await;
    assert!(matches!(refused, Err(MoveError::Fixed("issuer"))), "{refused:?}");
    let stays = address::choose(&stage.cx(), wanted(&stage, "office.local")).await.unwrap();
    assert_eq!(stays.issuer, "https://office.local:8443");
}

#[tokio::test]
async fn a_renewal_that_comes_late_does_not_bring_the_old_certificate_back() {
    let mut stage = Stage::new(|_| {}).await;
    let mut old = stage.keeper.take().unwrap();
    let late = (*stage.served.current()).clone();
    address::choose(&stage.cx(), wanted(&stage, "office.local")).await.unwrap();
    let stored =
        |stage: &Stage| stage.store.read::<_, StoreError>(|tx| vault::bytes(tx, "leaf.cert")).unwrap();
    let new = stored(&stage).unwrap();
    let renewed = tokio::task::spawn_blocking(move || {
        let event = domain::audit::Event::new(service::admin::certificates::RENEWED, Actor::System);
        old.renew(event, &SystemClock::default())
    });
    assert!(renewed.await.unwrap().is_err(), "the CA is no longer ours");
    assert_eq!(stored(&stage), Some(new.clone()));
    // One that was stored before the move, and swaps behind it.
    stage.served.swap(late);
    let keeper = stage.keepers.recv().await.unwrap().serving_by(&stage.served);
    assert_eq!(stage.served.current().cert.first().map(|leaf| leaf.to_vec()), Some(new));
    drop(keeper);
}
