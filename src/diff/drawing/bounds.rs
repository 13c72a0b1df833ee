//! Limits of the process that draws pages. They hold only for the process itself, and can only be lowered.

use std::io;

/// The most bytes that a process that draws pages may take, whatever it is told.
pub(super) const MOST: u64 = 500_000_000;

/// The address space that the program and its libraries take before anything is read, in bytes.
#[cfg(unix)]
const PROGRAM: u64 = 400_000_000;

/// Bounds the memory of this process. An allocation beyond it ends the process.
///
/// `RLIMIT_DATA` counts what a process writes to, and Linux keeps to it. The address space is the bound of other systems:
/// it also has the program and what is only reserved. Windows has neither, and macOS keeps to neither.
#[cfg(unix)]
pub(super) fn bound_memory(bytes: u64) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let lower = |resource, to: u64| {
        let maximum = getrlimit(resource).maximum.map_or(to, |maximum| maximum.min(to));
        setrlimit(resource, Rlimit { current: Some(maximum), maximum: Some(maximum) })
    };
    let bytes = bytes.min(MOST);
    lower(Resource::Data, bytes)?;
    #[cfg(not(target_os = "openbsd"))]
    lower(Resource::As, bytes + PROGRAM)?;
    // The picture of the memory of a process that ends is of no use.
    lower(Resource::Core, 0)?;
    Ok(())
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "other systems can fail")]
pub(super) fn bound_memory(_: u64) -> io::Result<()> {
    Ok(())
}
