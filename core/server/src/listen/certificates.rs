//! The listener that asks clients for a certificate (RFC 8705), on a port of its own.

use net::client_certificate;
use tokio::net::TcpListener;
use tokio::sync::watch;
use web::Site;

use super::{Shaking, accept, serve_connection};

/// Serves over TLS until told to stop; each request brings along what its connection showed.
pub(crate) async fn serve_certificates(
    listener: TcpListener,
    shaking: Shaking,
    site: Site,
    stop: watch::Receiver<bool>,
) {
    let router = web::certificate_router(site.clone());
    accept(listener, stop, move |stream, peer, watcher| {
        let (site, router) = (site.clone(), router.clone());
        let shaking = Box::pin(shaking.clone().shake(stream, peer));
        async move {
            let Some(stream) = shaking.await else { return };
            let shown = stream.get_ref().1.peer_certificates().unwrap_or_default();
            // Our CA may be another one after the first run.
            let certificate = client_certificate::read(shown, &site.ca_der(), site.now());
            serve_connection(stream, (peer, certificate), router, watcher).await;
        }
    })
    .await;
}
