//! A reading that shares its snapshot, and its ways to the database, with those of other callers.

use tokio::sync::oneshot;

use crate::{Reader, StoreError};

/// What a reading answers, once it is known. An error of the channel itself means that the reading was given up.
pub type Reading<T> = oneshot::Receiver<Result<T, StoreError>>;

/// A reading that waits, whoever's it is.
pub(crate) trait Waits: Send {
    /// Reads. It may be called again, and then nothing of the time before counts.
    fn read(&mut self, reader: &Reader<'_>);

    /// Tells whoever waits what was read last.
    fn tell(self: Box<Self>);

    /// Tells that nothing can be read.
    fn fail(self: Box<Self>, error: StoreError);
}

struct Waiting<T, F> {
    read: F,
    answer: Option<Result<T, StoreError>>,
    reply: oneshot::Sender<Result<T, StoreError>>,
}

/// A reading, and where it is told.
pub(crate) fn new<T: Send + 'static>(
    read: impl Fn(&Reader<'_>) -> Result<T, StoreError> + Send + 'static,
) -> (Box<dyn Waits>, Reading<T>) {
    let (reply, told) = oneshot::channel();
    let answer = None;
    let waiting = Waiting {
        read,
        answer,
        reply,
    };
    (Box::new(waiting), told)
}

impl<T, F> Waits for Waiting<T, F>
where
    T: Send,
    F: Fn(&Reader<'_>) -> Result<T, StoreError> + Send,
{
    fn read(&mut self, reader: &Reader<'_>) {
        self.answer = None;
        self.answer = Some((self.read)(reader));
    }

    fn tell(self: Box<Self>) {
        if let Some(answer) = self.answer {
            // Who has gone away does not hear it.
            let _ = self.reply.send(answer);
        }
    }

    fn fail(self: Box<Self>, error: StoreError) {
        let _ = self.reply.send(Err(error));
    }
}
