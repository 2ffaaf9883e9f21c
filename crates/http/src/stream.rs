//! Answers that are made as they are sent.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use http_body::{Body as HttpBody, Frame};
use tokio::sync::mpsc::{Receiver, channel};

/// Parts that may wait for a slow reader.
const AHEAD: usize = 4;

/// A body of parts that are made on a thread that may block, no faster than they are read.
pub fn of_parts<P>(parts: P) -> Body
where
    P: IntoIterator<Item = io::Result<Vec<u8>>> + Send + 'static,
{
    let (sender, receiver) = channel(AHEAD);
    tokio::task::spawn_blocking(move || {
        for part in parts {
            if let Err(error) = &part {
                tracing::error!(%error, "an answer broke off");
            }
            // Nobody reads any more.
            if sender.blocking_send(part.map(Bytes::from)).is_err() {
                break;
            }
        }
    });
    of_channel(receiver)
}

/// A body of parts as they come. An error breaks it off: the connection ends without its last chunk.
pub fn of_channel(parts: Receiver<io::Result<Bytes>>) -> Body {
    Body::new(Parts(parts))
}

struct Parts(Receiver<io::Result<Bytes>>);

impl HttpBody for Parts {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        self.0
            .poll_recv(context)
            .map(|part| part.map(|part| part.map(Frame::data)))
    }
}
