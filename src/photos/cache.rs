//! Keeps rendered pictures between builds. The cache may vanish or be damaged at any moment; at worst, a
//! picture is rendered again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::render::{ColourSpace, Rendering, VERSION};
use crate::fs::hash::{Hasher, hex, sha256};
use crate::fs::project::read_plain;
use crate::fs::write;

/// First bytes of a file; a checksum follows.
const MAGIC: &[u8; 8] = b"photo-1\n";

/// The largest file that is read, bytes. No picture of a page has more as a JPEG.
const LARGEST: u64 = 128 << 20;

/// Extension of a picture.
const EXTENSION: &str = "photo";

/// Extension of a picture that is being written.
const UNFINISHED: &str = "part";

/// Identifies a rendered picture by all that it depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    hash: [u8; 32],
}

impl Key {
    /// Returns the key of a picture's bytes and how they are rendered, for this version of the program.
    #[must_use]
    pub fn new(bytes: &[u8], rendering: &Rendering) -> Self {
        let Rendering { width, height, crop, colours, press, quality } = rendering;
        let numbers = [VERSION, *width, *height, crop.left, crop.top, crop.width, crop.height, press.max_ink()];
        let mut hash = Hasher::default();
        hash.add(sha256(bytes));
        for number in numbers {
            hash.add(number.to_le_bytes());
        }
        hash.add([*quality, u8::from(*colours == ColourSpace::Cmyk)]);
        hash.add(press.profile_hash());
        Self { hash: hash.finish() }
    }

    /// Returns two characters for the folder, and the rest for the file.
    fn path(&self) -> PathBuf {
        let name = hex(&self.hash);
        let (folder, file) = name.split_at(2);
        Path::new(folder).join(file).with_extension(EXTENSION)
    }
}

/// A folder of rendered pictures.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// Returns the cache in a folder, which need not exist and need not be writable.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Returns the kept picture, or renders one and keeps it. If two builds ask at once, both render it and
    /// leave the same file.
    ///
    /// # Errors
    ///
    /// Fails only if rendering does; a folder that cannot be read or written is passed over.
    pub fn get_or_render<E>(&self, key: &Key, render: impl FnOnce() -> Result<Vec<u8>, E>) -> Result<Vec<u8>, E> {
        let path = self.folder.join(key.path());
        if let Some(kept) = read_plain(&path, LARGEST).and_then(|file| unpack(&file, key)) {
            return Ok(kept);
        }
        let picture = render()?;
        let file = [MAGIC.as_slice(), &checksum(key, &picture), &picture].concat();
        // Without the file, the next build renders the picture again.
        let _ = write::write_file(&path, &file);
        Ok(picture)
    }

    /// Returns the size of all kept pictures, bytes; 0 if the folder cannot be read.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.files().iter().filter_map(|path| fs::metadata(path).ok()).map(|data| data.len()).sum()
    }

    /// Deletes all kept pictures and what interrupted writes left, and nothing else.
    ///
    /// # Errors
    ///
    /// Fails if one of them cannot be deleted.
    pub fn clear(&self) -> io::Result<()> {
        for path in self.files() {
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            // Removes only a folder that is empty.
            if let Some(folder) = path.parent() {
                let _ = fs::remove_dir(folder);
            }
        }
        Ok(())
    }

    /// Returns the files of the cache, ordered by name.
    fn files(&self) -> Vec<PathBuf> {
        let own = |path: &PathBuf| {
            path.extension().is_some_and(|extension| extension == EXTENSION || extension == UNFINISHED)
        };
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

/// Returns the picture in a file, if it is whole and was kept under this key.
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
