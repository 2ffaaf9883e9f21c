//! What every handler is given.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use regulars_app::App;

use crate::metrics::Metrics;
use crate::options::Options;
use crate::rate::Rate;

/// The system, and how the server behaves. Cheap to clone.
#[derive(Clone)]
pub struct Server(Arc<Inner>);

/// The parts of a [`Server`].
pub struct Inner {
    /// The system.
    pub app: App,
    /// How the server behaves.
    pub options: Options,
    /// How often keys may call.
    pub rate: Rate,
    /// Counters and histograms.
    pub metrics: Metrics,
    /// Clients are to go elsewhere.
    leaving: AtomicBool,
    /// No new work is begun.
    stopping: AtomicBool,
}

impl Server {
    /// A server over a running system.
    pub fn new(app: App, options: Options) -> Self {
        let rate = Rate::new(&options);
        Self(Arc::new(Inner {
            app,
            rate,
            options,
            metrics: Metrics::installed(),
            leaving: AtomicBool::new(false),
            stopping: AtomicBool::new(false),
        }))
    }
}

impl Server {
    /// Clients are to go elsewhere: the server is about to stop.
    pub fn leave(&self) {
        self.0.leaving.store(true, Ordering::Relaxed);
    }

    /// Whether clients are to go elsewhere.
    pub fn is_leaving(&self) -> bool {
        self.0.leaving.load(Ordering::Relaxed)
    }

    /// What lasts is to end: the server stops.
    pub fn stop(&self) {
        self.0.stopping.store(true, Ordering::Relaxed);
    }

    /// Whether the server stops.
    pub fn is_stopping(&self) -> bool {
        self.0.stopping.load(Ordering::Relaxed)
    }
}

impl Deref for Server {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}
