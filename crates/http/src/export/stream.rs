//! A file sent page by page, as long as who asked for it may have it.
//!
//! A page is read in a snapshot of its own and sent before the next is read, so that neither memory nor the log of the
//! store grows with the file. When the session ends, the key is revoked or the server stops, the file breaks off: the
//! connection ends without its last chunk, so that no half of a file is taken for the whole.

use std::io;

use axum::body::Bytes;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse, Response};
use regulars_app::csv::{BYTE_ORDER_MARK, Rows};
use regulars_app::{Cursor, Page};
use tokio::sync::mpsc::{Sender, channel};

use crate::auth;
use crate::problem::Problem;
use crate::scope::Scope;
use crate::server::Server;
use crate::stream::of_channel;

/// Rows read and sent at a time.
pub const PAGE: usize = 500;

/// Pages that may wait for a slow reader.
const AHEAD: usize = 2;

/// A list that can be sent as a file.
pub trait Listing: Send + 'static {
    /// One of its rows, as it is read.
    type Row: Send;

    /// Names of the columns.
    fn header(&self) -> Vec<String>;

    /// The page after a cursor.
    fn page(
        &self,
        server: &Server,
        after: Option<Cursor>,
    ) -> impl Future<Output = Result<Page<Self::Row>, Problem>> + Send;

    /// The cells of a row, in the order of the columns.
    fn cells(&self, server: &Server, row: Self::Row) -> Vec<String>;
}

/// Answers with the file. Its first page is read before, so that what cannot be asked for is told as a problem.
///
/// # Errors
/// Those of the first page.
pub async fn send<L: Listing + Sync>(
    server: Server,
    headers: HeaderMap,
    name: &str,
    listing: L,
) -> Result<Response, Problem> {
    let first = listing.page(&server, None).await?;
    let (into, pages) = channel(AHEAD);
    let today = server
        .app
        .programs()
        .at(server.app.now())
        .program
        .zone
        .date(server.app.now());
    let file = format!("attachment; filename=\"{name}-{today}.csv\"");
    let sending = Sending {
        server,
        headers,
        listing,
        into,
    };
    tokio::spawn(sending.all(first));
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, file),
    ];
    Ok((headers, of_channel(pages)).into_response())
}

/// A file on its way.
struct Sending<L> {
    server: Server,
    headers: HeaderMap,
    listing: L,
    into: Sender<io::Result<Bytes>>,
}

impl<L: Listing + Sync> Sending<L> {
    async fn all(self, first: Page<L::Row>) {
        if let Err(why) = self.pages(first).await {
            tracing::warn!(why, "a file broke off");
            // Nobody may be there any more.
            let _ = self.into.send(Err(io::Error::other(why))).await;
        }
    }

    async fn pages(&self, first: Page<L::Row>) -> Result<(), String> {
        let mut rows = Rows::default();
        let header = self.listing.header();
        rows.add(header.iter().map(String::as_str));
        let head = format!("{BYTE_ORDER_MARK}{}", rows.text());
        self.put(head).await?;
        let mut page = first;
        loop {
            let next = page.next.take();
            self.put(self.text(page)).await?;
            let Some(cursor) = next else {
                return Ok(());
            };
            self.may_go_on().await?;
            let read = self.listing.page(&self.server, Some(cursor)).await;
            page = read.map_err(|problem| problem.detail().to_string())?;
        }
    }

    fn text(&self, page: Page<L::Row>) -> String {
        let mut rows = Rows::default();
        for row in page.items {
            let cells = self.listing.cells(&self.server, row);
            rows.add(cells.iter().map(String::as_str));
        }
        rows.text()
    }

    async fn put(&self, text: String) -> Result<(), String> {
        let sent = self.into.send(Ok(text.into())).await;
        sent.map_err(|_| "the reader has gone".to_owned())
    }

    /// Whether who asked may still have it, and the server still serves.
    async fn may_go_on(&self) -> Result<(), String> {
        if self.server.is_stopping() {
            return Err("the server is stopping".to_owned());
        }
        let caller = auth::identify(&self.server, &Method::GET, &self.headers).await;
        let caller = caller.map_err(|problem| problem.detail().to_string())?;
        match Scope::MembersExport.admits(&caller) {
            true => Ok(()),
            false => Err("the caller may not export any more".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;
    use axum::http::header::AUTHORIZATION;
    use regulars_testkit::TestServer;

    use super::*;
    use crate::options::Options;

    /// A list of so many pages of one row; the server is told to stop with one of them.
    struct Numbers {
        pages: i64,
        stops_with: i64,
    }

    impl Listing for Numbers {
        type Row = i64;

        fn header(&self) -> Vec<String> {
            vec!["number".to_owned()]
        }

        async fn page(&self, server: &Server, after: Option<Cursor>) -> Result<Page<i64>, Problem> {
            let number = after.map_or(0, |cursor| cursor.as_str().parse().unwrap()) + 1;
            if number == self.stops_with {
                server.stop();
            }
            let next = (number < self.pages).then(|| Cursor::new(number.to_string()));
            Ok(Page {
                items: vec![number],
                next,
            })
        }

        fn cells(&self, _: &Server, row: i64) -> Vec<String> {
            vec![row.to_string()]
        }
    }

    /// What of a file of five pages comes through; `None`: it breaks off.
    fn check(key: Option<&str>, stops_with: i64, expected: Option<&str>) {
        let test = TestServer::start("2026-03-10T12:00:00+03:00", None);
        let server = Server::new(test.app.clone(), Options::default());
        let key = format!("Bearer {}", key.unwrap_or(&test.key));
        let headers = HeaderMap::from_iter([(AUTHORIZATION, key.parse().unwrap())]);
        let numbers = Numbers {
            pages: 5,
            stops_with,
        };
        let came = test.block_on(async {
            let sent = send(server, headers, "numbers", numbers).await.unwrap();
            to_bytes(sent.into_body(), usize::MAX).await.ok()
        });
        let came = came.map(|bytes| String::from_utf8(bytes.into()).unwrap());
        assert_eq!(came.as_deref(), expected);
    }

    #[test]
    fn a_file_is_sent_whole_or_breaks_off() {
        check(None, 0, Some("\u{feff}number\r\n1\r\n2\r\n3\r\n4\r\n5\r\n"));
        check(None, 3, None);
        check(Some("rgl_revoked"), 0, None);
    }
}
