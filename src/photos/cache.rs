//! Cache: keeps rendered pictures between builds. It may vanish or be damaged at any moment; the worst
//! that comes of it is that a picture is made again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::render::{Colour, Need, VERSION};
use crate::fs::hash::{Hasher, hex, sha256};
use crate::fs::write;

/// First bytes of a file; the checksum follows.
const MAGIC: &[u8; 8] = b"photo-1\n";

/// Ending of a kept picture.
const ENDING: &str = "photo";

/// Ending of a picture that is being written.
const PART: &str = "part";

/// What a rendered picture depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    hash: [u8; 32],
}

impl Key {
    /// The key of a picture's bytes for a need, under the version of the code.
    #[must_use]
    pub fn new(bytes: &[u8], need: &Need) -> Self {
        let mut hash = Hasher::default();
        hash.add(VERSION.to_le_bytes());
        hash.add(sha256(bytes));
        hash.add(need.width.to_le_bytes());
        hash.add(need.height.to_le_bytes());
        for length in [need.part.left, need.part.top, need.part.width, need.part.height] {
            hash.add(length.to_le_bytes());
        }
        hash.add([need.quality, u8::from(need.colour == Colour::Cmyk)]);
        hash.add(need.press.print());
        hash.add(need.press.most().to_le_bytes());
        Self { hash: hash.finish() }
    }

    /// Two characters for the folder and the rest for the file.
    fn path(&self) -> PathBuf {
        let name = hex(&self.hash);
        let (folder, file) = name.split_at(2);
        Path::new(folder).join(file).with_extension(ENDING)
    }
}

/// A folder of rendered pictures.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// A cache in a folder, which need not exist and need not be writable.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The kept picture, or a new one, which is kept. Two builds may ask at once: both make it, and
    /// both leave the same file.
    ///
    /// # Errors
    ///
    /// Fails only where making fails; a folder that cannot be read or written is none.
    pub fn get_or_make<E>(&self, key: &Key, make: impl FnOnce() -> Result<Vec<u8>, E>) -> Result<Vec<u8>, E> {
        let path = self.folder.join(key.path());
        if let Some(kept) = fs::read(&path).ok().and_then(|file| unpack(&file, key)) {
            return Ok(kept);
        }
        let picture = make()?;
        let file = [MAGIC.as_slice(), &checksum(key, &picture), &picture].concat();
        // Without the file the next build makes the picture again.
        let _ = write::write_file(&path, &file);
        Ok(picture)
    }

    /// Bytes of all kept pictures; 0 where the folder cannot be read.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.files().iter().filter_map(|path| fs::metadata(path).ok()).map(|data| data.len()).sum()
    }

    /// Deletes all kept pictures and what broken writes left, and nothing else.
    ///
    /// # Errors
    ///
    /// Fails where one is there and cannot be deleted.
    pub fn clear(&self) -> io::Result<()> {
        for path in self.files() {
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            // Only a folder that is empty goes.
            if let Some(folder) = path.parent() {
                let _ = fs::remove_dir(folder);
            }
        }
        Ok(())
    }

    /// The files of the cache, in the order of their names.
    fn files(&self) -> Vec<PathBuf> {
        let own = |path: &PathBuf| path.extension().is_some_and(|ending| ending == ENDING || ending == PART);
        let short = |path: &PathBuf| path.file_name().is_some_and(|name| name.len() == 2);
        let mut files: Vec<_> =
            list(&self.folder).into_iter().filter(short).flat_map(|folder| list(&folder)).filter(own).collect();
        files.sort();
        files
    }
}

fn list(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).map(|entries| entries.flatten().map(|entry| entry.path()).collect()).unwrap_or_default()
}

/// The picture in a file that is whole and was kept under this key.
fn unpack(file: &[u8], key: &Key) -> Option<Vec<u8>> {
    let rest = file.strip_prefix(MAGIC)?;
    let (sum, picture) = rest.split_first_chunk::<32>()?;
    (*sum == checksum(key, picture)).then(|| picture.to_vec())
}

fn checksum(key: &Key, picture: &[u8]) -> [u8; 32] {
    let mut hash = Hasher::default();
    hash.add(key.hash);
    hash.add(picture);
    hash.finish()
}
