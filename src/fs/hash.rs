//! SHA-256 (FIPS 180-4), whole or in parts, and bytes as hexadecimal digits.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use sha2::{Digest as _, Sha256};

/// Returns the SHA-256 of bytes.
#[must_use]
pub(crate) fn sha256(bytes: impl AsRef<[u8]>) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Returns the SHA-256 of bytes as 64 hexadecimal digits, as `sha256sum` prints it.
#[must_use]
pub fn sha256_hex(bytes: impl AsRef<[u8]>) -> String {
    hex(&sha256(bytes))
}

/// Returns the SHA-256 of a file as 64 hexadecimal digits, in a memory that does not grow with its size.
pub(crate) fn sha256_file(path: &Path) -> io::Result<String> {
    let mut hash = Hasher::default();
    io::copy(&mut File::open(path)?, &mut hash)?;
    Ok(hex(&hash.finish()))
}

/// Returns two hexadecimal digits for each byte.
#[must_use]
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut digits, byte| {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// The SHA-256 of parts that come one after the other.
#[derive(Default)]
pub(crate) struct Hasher(Sha256);

impl Hasher {
    pub(crate) fn add(&mut self, part: impl AsRef<[u8]>) {
        self.0.update(part);
    }

    pub(crate) fn finish(self) -> [u8; 32] {
        self.0.finalize().into()
    }

    /// Returns the first 16 bytes, which is what PDF identifiers and UUIDs have room for.
    pub(crate) fn finish_short(self) -> [u8; 16] {
        let hash = self.finish();
        std::array::from_fn(|index| hash[index])
    }
}

impl Write for Hasher {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.add(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
