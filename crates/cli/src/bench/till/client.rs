//! A till's connection: HTTP/1.1 kept alive, one request at a time, as little work as can be, for it takes from the
//! same processors as the server.

use std::io::{self, ErrorKind};
use std::net::SocketAddr;

use tokio::net::TcpStream;

/// The answer to a request.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Body.
    pub body: Vec<u8>,
}

/// A connection.
#[derive(Debug)]
pub struct Client {
    stream: TcpStream,
    /// Headers of every request, up to the length of its body.
    head: String,
    buffer: Vec<u8>,
}

/// What of an answer has arrived.
enum Read {
    /// The headers are not complete.
    Part,
    /// This status, and a body that ends here.
    Head {
        status: u16,
        start: usize,
        end: usize,
    },
}

impl Client {
    /// Connects; every request goes to this path with this key.
    ///
    /// # Errors
    /// A server that is not there.
    pub async fn connect(server: SocketAddr, path: &str, key: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(server).await?;
        stream.set_nodelay(true)?;
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: {server}\r\nauthorization: Bearer {key}\r\ncontent-type: application/json\r\ncontent-length: "
        );
        Ok(Self {
            stream,
            head,
            buffer: Vec::with_capacity(16 << 10),
        })
    }

    /// Sends a body and waits for the answer.
    ///
    /// # Errors
    /// A connection that broke; an answer that is no HTTP/1.1 with a length.
    pub async fn post(&mut self, body: &str) -> io::Result<Answer> {
        let request = format!("{}{}\r\n\r\n{body}", self.head, body.len());
        self.send(request.as_bytes()).await?;
        self.buffer.clear();
        loop {
            if let Read::Head { status, start, end } = read(&self.buffer)?
                && self.buffer.len() >= end
            {
                let body = self.buffer[start..end].to_vec();
                return Ok(Answer { status, body });
            }
            self.receive().await?;
        }
    }

    async fn send(&self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            match self.stream.try_write(bytes) {
                Ok(written) => bytes = &bytes[written..],
                Err(error) if error.kind() == ErrorKind::WouldBlock => {
                    self.stream.writable().await?;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    async fn receive(&mut self) -> io::Result<()> {
        let mut part = [0; 8 << 10];
        loop {
            self.stream.readable().await?;
            match self.stream.try_read(&mut part) {
                Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Ok(length) => {
                    self.buffer.extend_from_slice(&part[..length]);
                    return Ok(());
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// Reads status and length of an answer.
fn read(bytes: &[u8]) -> io::Result<Read> {
    const END: &[u8] = b"\r\n\r\n";
    let Some(head) = bytes.windows(END.len()).position(|window| window == END) else {
        return Ok(Read::Part);
    };
    let text = std::str::from_utf8(&bytes[..head]).map_err(io::Error::other)?;
    let status = text.split(' ').nth(1).and_then(|word| word.parse().ok());
    let length = text.split("\r\n").find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse::<usize>().ok())?
    });
    let start = head + END.len();
    match (status, length) {
        (Some(status), Some(length)) => Ok(Read::Head {
            status,
            start,
            end: start + length,
        }),
        _ => Err(io::Error::other(format!("not an answer: {text}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_when_its_headers_are_there() {
        let text = b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}";
        assert!(matches!(read(&text[..30]), Ok(Read::Part)));
        let Ok(Read::Head { status, start, end }) = read(text) else {
            panic!("no head")
        };
        assert_eq!((status, &text[start..end]), (201, b"{}".as_slice()));
        assert!(read(b"nonsense\r\n\r\n").is_err());
    }
}
