//! An archive of files as they are: enough of ZIP for a workbook (APPNOTE 6.3.10, stored entries, no ZIP64).

use flate2::Crc;

/// 1980-01-01: a file of the same figures is the same file.
const DATE: u16 = 0x21;
/// The version of ZIP needed to read it: 2.0.
const VERSION: u16 = 20;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;

/// An archive being made.
#[derive(Debug, Default)]
pub(super) struct Zip {
    files: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

impl Zip {
    /// Adds a file.
    pub(super) fn add(&mut self, name: &str, content: &[u8]) {
        let start = length(&self.files);
        let mut sum = Crc::new();
        sum.update(content);
        let mut head = Vec::new();
        for half in [VERSION, FLAGS, 0, 0, DATE] {
            head.extend(half.to_le_bytes());
        }
        for word in [sum.sum(), length(content), length(content)] {
            head.extend(word.to_le_bytes());
        }
        let name_length = u16::try_from(name.len()).unwrap_or(u16::MAX);
        head.extend(name_length.to_le_bytes());
        head.extend([0, 0]);
        self.files.extend(b"PK\x03\x04");
        self.files.extend(&head);
        self.files.extend(name.as_bytes());
        self.files.extend(content);
        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend(&head);
        // No comment, the first disk, no attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(start.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.count += 1;
    }

    /// The archive.
    pub(super) fn bytes(mut self) -> Vec<u8> {
        let start = length(&self.files);
        let size = length(&self.directory);
        self.files.append(&mut self.directory);
        self.files.extend(b"PK\x05\x06");
        self.files.extend([0; 4]);
        self.files.extend(self.count.to_le_bytes());
        self.files.extend(self.count.to_le_bytes());
        self.files.extend(size.to_le_bytes());
        self.files.extend(start.to_le_bytes());
        self.files.extend([0; 2]);
        self.files
    }
}

fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}
