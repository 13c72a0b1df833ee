//! The process that draws pages: all that touches the contents of a PDF is here.

use std::io::{self, BufRead, ErrorKind, Read as _, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hayro::hayro_syntax::Pdf;

use super::bounds;
use super::messages::{Answer, Head, Job, Picture, read, write};
use crate::diff::areas::areas;
use crate::diff::error::PdfError;
use crate::diff::raster::{self, Raster};
use crate::diff::sketch::Sketch;

/// The stack of the thread that draws, in bytes. Nested objects of a PDF take more than threads have by default.
const STACK: usize = 16 * 1024 * 1024;

/// Reads PDFs and jobs, and writes answers. Returns when the input ends, even if an answer is still awaited: then nobody
/// is there to read it.
///
/// # Errors
///
/// Fails if the input is not what the parent process writes, or the memory cannot be bounded.
pub fn serve(mut input: impl BufRead, output: impl Write + Send + 'static) -> io::Result<()> {
    let Some(Head { memory, files }) = read(&mut input)? else { return Ok(()) };
    bounds::bound_memory(memory)?;
    let files = files.into_iter().map(|size| read_file(&mut input, size)).collect::<io::Result<Vec<_>>>()?;
    let (give, take) = mpsc::channel();
    thread::Builder::new().stack_size(STACK).spawn(move || work(files, &take, output))?;
    while let Some(job) = read(&mut input)? {
        if give.send(job).is_err() {
            break;
        }
    }
    Ok(())
}

fn read_file(input: &mut impl BufRead, size: usize) -> io::Result<Vec<u8>> {
    let mut file = Vec::new();
    file.try_reserve_exact(size)?;
    let read = input.take(size as u64).read_to_end(&mut file)?;
    if read == size { Ok(file) } else { Err(ErrorKind::UnexpectedEof.into()) }
}

/// Answers until nobody listens.
fn work(files: Vec<Vec<u8>>, jobs: &Receiver<Job>, mut output: impl Write) {
    let mut pdfs = Vec::new();
    for file in files {
        // A panic of a library is a fault of the file, and not an end.
        let opened = catch_unwind(|| raster::open(file)).unwrap_or(Err(PdfError::Unreadable));
        let answer = match opened {
            Ok(pdf) => {
                let pages = pdf.pages().len();
                pdfs.push(pdf);
                Answer::Opened(pages)
            }
            Err(error) => Answer::Refused(error),
        };
        if write(&mut output, &answer).is_err() {
            return;
        }
    }
    for job in jobs {
        let answer = catch_unwind(AssertUnwindSafe(|| answer(&pdfs, job))).ok().flatten();
        if write(&mut output, &answer.unwrap_or(Answer::Failed)).is_err() {
            return;
        }
    }
}

fn answer(pdfs: &[Pdf], job: Job) -> Option<Answer> {
    let draw = |file: usize, page| raster::draw(pdfs.get(file)?, page);
    Some(match job {
        Job::Sketch { file, page } => Answer::Sketch(Sketch::new(&draw(file, page)?)),
        Job::Areas { old, new } => Answer::Areas(areas(&draw(old.0, old.1)?, &draw(new.0, new.1)?)),
        Job::Picture { file, page } => Answer::Picture(picture(&draw(file, page)?)?),
    })
}

fn picture(raster: &Raster) -> Option<Picture> {
    Some(Picture { width: raster.width, height: raster.height, data: STANDARD.encode(raster.webp()?) })
}
