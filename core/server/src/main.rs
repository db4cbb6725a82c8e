//! scratch
use server::config::{Config, Sources};
#[tokio::main]
async fn main() {
    tracing_subscriber::fmt().with_env_filter("info,web=debug").with_writer(std::io::stderr).init();
    let dir = std::env::args().nth(1).unwrap();
    let config = Config::load(Sources {
        data_dir: Some(dir.into()),
        environment: vec![],
        command_line: vec![("issuer", "https://localhost:8443".into()), ("mdns", "false".into())],
    })
    .unwrap();
    let lock = server::lock::Lock::acquire(&config.data_dir).unwrap();
    let s = server::start(config, lock).await.unwrap();
    println!("ready issuer={} listen={} ms={}", s.issuer, s.listen, s.start_ms);
    if let Some(l) = &s.first_run {
        println!("first-run {l}");
    }
    tokio::signal::ctrl_c().await.unwrap();
    s.stop().await;
}
