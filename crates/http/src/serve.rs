//! Serves until told to stop, then lets requests under way end.

use std::future::Future;
use std::io;
use std::net::SocketAddr;

use axum::Router;
use axum::serve::ListenerExt;
use regulars_app::{App, upload};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::call;
use crate::options::Options;
use crate::routes;
use crate::server::Server;

/// The API over a running system, for tests in the same process and for [`serve`].
pub fn router(app: App, options: Options) -> Router {
    routed(Server::new(app, options))
}

fn routed(server: Server) -> Router {
    let table = routes::table().into_iter();
    let routed = table.fold(Router::new(), |router, route| {
        let (path, handler) = route.guarded(&server);
        router.route(path, handler)
    });
    routed
        .fallback(call::no_such_call)
        .method_not_allowed_fallback(call::not_with_this_method)
        .with_state(server)
}

/// Serves until `shutdown` comes. Then it goes on as long as [`Options::notice`] says, but is not ready and ends each connection
/// with its next answer; after that it takes no new connections and waits for requests under way, as long as
/// [`Options::drain`] says.
///
/// # Errors
/// A listener that broke.
pub async fn serve<F>(
    app: App,
    listener: TcpListener,
    options: Options,
    shutdown: F,
) -> io::Result<()>
where
    F: Future<Output = ()> + Send + 'static,
{
    let (notice, drain) = (options.notice, options.drain);
    let server = Server::new(app.clone(), options);
    let router = routed(server.clone());
    // An answer is one small packet; waiting to fill it would cost a till 40 ms.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection keeps waiting to fill packets");
        }
    });
    let (stopping, stopped) = oneshot::channel();
    let signal = async move {
        shutdown.await;
        server.leave();
        tracing::info!("leaving: new clients are to go elsewhere");
        pass(notice).await;
        tracing::info!("stopping: requests under way may end");
        upload::stop(&app);
        server.stop();
        let _ = stopping.send(());
    };
    let serving = axum::serve(
        listener,
        router.into_make_service_with_connect_info::<SocketAddr>(),
    )
    .with_graceful_shutdown(signal)
    .into_future();
    let overdue = async {
        if stopped.await.is_err() {
            return std::future::pending().await;
        }
        pass(drain).await;
    };
    tokio::select! {
        ended = serving => ended,
        () = overdue => {
            tracing::warn!("stopped with requests under way");
            Ok(())
        }
    }
}

/// Lets time pass.
async fn pass(time: std::time::Duration) {
    let _ = tokio::time::timeout(time, std::future::pending::<()>()).await;
}
