//! A real server on a free port, and a plain client.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use regulars_app::{Actor, App, Caller, Settings, job, key, program, upload};
use regulars_engine::time::Instant;
use regulars_store::{Options, Role, Store, VerifyReport};
use serde_json::Value;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;

use crate::SettableClock;

/// The code of the set-up of every test's server.
pub const SETUP_CODE: &str = "first-run";

/// A server of one test. Stops, and checks that the books balance, when dropped.
pub struct TestServer {
    /// The system behind it.
    pub app: App,
    /// Its clock.
    pub clock: Arc<SettableClock>,
    /// What every draw comes to, as random bits; nothing wins at first.
    pub draws: Arc<AtomicU64>,
    /// `http://127.0.0.1:PORT`.
    pub url: String,
    /// A key that may do everything.
    pub key: String,
    folder: Arc<TempDir>,
    runtime: Runtime,
    stop: Option<oneshot::Sender<()>>,
    client: ureq::Agent,
}

/// What the server answered.
#[derive(Debug, Clone)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Body as JSON; `Null` if it is none.
    pub body: Value,
    /// Body as text.
    pub text: String,
    /// The cookie it sets, with its attributes.
    pub set_cookie: Option<String>,
    /// The language it says it is in.
    pub language: Option<String>,
}

impl Answer {
    /// The cookie it sets, as a client sends it back.
    pub fn cookie(&self) -> String {
        let set = self.set_cookie.as_deref().expect("a cookie");
        set.split(';').next().unwrap_or_default().to_owned()
    }
}

impl TestServer {
    /// Starts a server whose clock shows `at`, an RFC 3339 instant, with this program published, if one is given.
    pub fn start(at: &str, program: Option<&str>) -> Self {
        Self::start_with(at, program, regulars_http::Options::default())
    }

    /// The same with other limits.
    pub fn start_with(at: &str, program: Option<&str>, limits: regulars_http::Options) -> Self {
        Self::start_over(at, program, Options::default(), limits)
    }

    /// The same over a store opened with these options.
    pub fn start_over(
        at: &str,
        program: Option<&str>,
        options: Options,
        limits: regulars_http::Options,
    ) -> Self {
        let (at, _) = Instant::parse_with_offset(at).expect("an instant");
        let folder = Arc::new(TempDir::new().expect("a temporary folder"));
        let clock = Arc::new(SettableClock::at(at));
        let told = |draws: &_| settings(draws, NEVER_MS);
        let server = Self::over(folder, clock, options, limits, None, told);
        if let Some(text) = program {
            server.publish(text);
        }
        server
    }

    /// The same that draws as a real one does: by seeds, not by [`TestServer::draws`].
    pub fn start_drawing(at: &str, program: Option<&str>) -> Self {
        let (at, _) = Instant::parse_with_offset(at).expect("an instant");
        let folder = Arc::new(TempDir::new().expect("a temporary folder"));
        let clock = Arc::new(SettableClock::at(at));
        let limits = regulars_http::Options::default();
        let drawing = |draws: &_| Settings {
            draws: None,
            ..settings(draws, NEVER_MS)
        };
        let server = Self::over(folder, clock, Options::default(), limits, None, drawing);
        if let Some(text) = program {
            server.publish(text);
        }
        server
    }

    /// The same, with a look at everybody in segments every so many milliseconds, as servers have it. Without one, who comes
    /// and goes must be found as it happens: a look at everybody would hide what was missed.
    pub fn start_folding(at: &str, program: &str, fold_ms: i64) -> Self {
        let (at, _) = Instant::parse_with_offset(at).expect("an instant");
        let folder = Arc::new(TempDir::new().expect("a temporary folder"));
        let clock = Arc::new(SettableClock::at(at));
        let limits = regulars_http::Options::default();
        let folding = |draws: &_| settings(draws, fold_ms);
        let server = Self::over(folder, clock, Options::default(), limits, None, folding);
        server.publish(program);
        server
    }

    /// Stops it and starts another over the same data folder, clock and key.
    pub fn restart(self) -> Self {
        let (folder, clock, key) = (self.folder.clone(), self.clock.clone(), self.key.clone());
        drop(self);
        let limits = regulars_http::Options::default();
        Self::over(
            folder,
            clock,
            Options::default(),
            limits,
            Some(key),
            |draws| settings(draws, NEVER_MS),
        )
    }

    fn over(
        folder: Arc<TempDir>,
        clock: Arc<SettableClock>,
        options: Options,
        limits: regulars_http::Options,
        key: Option<String>,
        settings: impl FnOnce(&Arc<AtomicU64>) -> Settings,
    ) -> Self {
        let role = Role::Server;
        let store = Store::open(folder.path(), Options { role, ..options }).expect("a store");
        let draws = Arc::new(AtomicU64::new(u64::MAX));
        let app = App::start(store, clock.clone(), settings(&draws)).expect("a system");
        let runtime = Runtime::new().expect("a runtime");
        let (stop, stopped) = oneshot::channel::<()>();
        let (url, key) = runtime.block_on(async {
            let key = match key {
                Some(key) => key,
                None => new_key(&app).await,
            };
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
            let listener = listener.expect("a port");
            let url = format!("http://{}", listener.local_addr().expect("an address"));
            let serving = regulars_http::serve(app.clone(), listener, limits, async {
                let _ = stopped.await;
            });
            tokio::spawn(serving);
            (url, key)
        });
        let client = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .build()
            .new_agent();
        Self {
            app,
            clock,
            draws,
            url,
            key,
            folder,
            runtime,
            stop: Some(stop),
            client,
        }
    }

    /// Stores and publishes a program; it decides at once, whatever was published before.
    pub fn publish(&self, text: &str) {
        self.runtime.block_on(async {
            let stored = program::put(&self.app, Actor::Machine, None, text.to_owned(), None)
                .await
                .expect("a program that compiles");
            let published = program::publish(&self.app, Actor::Machine, stored.outcome, None)
                .await
                .expect("a publication");
            self.clock.set(
                published
                    .live_at
                    .max(regulars_app::Clock::now(&*self.clock)),
            );
            job::run_due(&self.app).await.expect("jobs");
        });
    }

    /// Sets the clock and runs everything that is due by then.
    pub fn pass(&self, at: Instant) {
        self.clock.set(at);
        self.run_due();
    }

    /// Runs everything that is due now.
    pub fn run_due(&self) {
        let ran = self
            .runtime
            .block_on(job::run_due(&self.app))
            .expect("jobs");
        assert_eq!(ran.failed, 0, "jobs failed: {ran:?}");
    }

    /// Runs a use case on the server's own threads.
    pub fn block_on<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    /// The machine itself as a caller.
    pub fn local(&self) -> Caller {
        Caller::local()
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Recomputes the books.
    pub fn verify(&self) -> VerifyReport {
        self.app.verify().expect("a store that can be read")
    }

    /// `GET`.
    pub fn get(&self, path: &str) -> Answer {
        let request = self
            .client
            .get(format!("{}{path}", self.url))
            .header("authorization", self.bearer());
        read(request.call())
    }

    /// `DELETE`.
    pub fn delete(&self, path: &str) -> Answer {
        let request = self
            .client
            .delete(format!("{}{path}", self.url))
            .header("authorization", self.bearer());
        read(request.call())
    }

    /// `POST` of JSON.
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(
            "POST",
            path,
            "application/json",
            body.to_string().as_bytes(),
            &[],
        )
    }

    /// `POST` of JSON under an `Idempotency-Key`.
    pub fn post_keyed(&self, path: &str, key: &str, body: &Value) -> Answer {
        self.send(
            "POST",
            path,
            "application/json",
            body.to_string().as_bytes(),
            &[("idempotency-key", key)],
        )
    }

    /// Any method, body and headers, with the key.
    pub fn send(
        &self,
        method: &str,
        path: &str,
        kind: &str,
        body: &[u8],
        headers: &[(&str, &str)],
    ) -> Answer {
        let bearer = self.bearer();
        let with_key = [&[("authorization", bearer.as_str())], headers].concat();
        self.send_bare(method, path, kind, body, &with_key)
    }

    /// Any method, body and headers, without the key.
    pub fn send_bare(
        &self,
        method: &str,
        path: &str,
        kind: &str,
        body: &[u8],
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.url))
            .header("content-type", kind);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        read(
            self.client
                .run(request.body(body.to_vec()).expect("a request")),
        )
    }

    /// A call as a page makes it, with this cookie.
    pub fn call_as(&self, cookie: &str, method: &str, path: &str, body: &Value) -> Answer {
        let headers = [("cookie", cookie), ("x-regulars", "console")];
        let body = match body {
            Value::Null => String::new(),
            body => body.to_string(),
        };
        self.send_bare(method, path, "application/json", body.as_bytes(), &headers)
    }

    fn bearer(&self) -> String {
        format!("Bearer {}", self.key)
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        upload::stop(&self.app);
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if !std::thread::panicking() {
            let report = self.verify();
            assert!(
                report.ok,
                "the books do not balance: {:#?}",
                report.differences
            );
        }
    }
}

/// No look at everybody.
const NEVER_MS: i64 = i64::MAX;

fn settings(draws: &Arc<AtomicU64>, fold_ms: i64) -> Settings {
    Settings {
        draws: Some(draws.clone()),
        setup_code: Some(SETUP_CODE.to_owned()),
        segments_fold_ms: fold_ms,
        ..Settings::default()
    }
}

async fn new_key(app: &App) -> String {
    let key = key::create(
        app,
        Actor::Machine,
        "tests",
        "tests",
        vec!["all".to_owned()],
    )
    .await;
    key.expect("a key").secret
}

fn read(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Answer {
    let mut answer = answer.expect("an answer");
    let status = answer.status().as_u16();
    let header = |name| {
        let value = answer.headers().get(name);
        value.map(|value| value.to_str().expect("a text").to_owned())
    };
    let (set_cookie, language) = (header("set-cookie"), header("content-language"));
    let text = answer.body_mut().read_to_string().expect("a body of text");
    let body = serde_json::from_str(&text).unwrap_or(Value::Null);
    Answer {
        status,
        body,
        text,
        set_cookie,
        language,
    }
}
