//! The index file of `headwater reuse --index`: articles, and what was found of them, for the articles that come later.
//!
//! The form is told in docs/reuse-index.md. Whatever a file says is checked before it is believed: its hash first, then every
//! number against the articles.

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use headwater_text::{Document, Language, Span};
use headwater_trace::Pile;
use headwater_trace::reuse::{Index, StoredError};
use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

/// What an index file begins with.
const MAGIC: &[u8; 4] = b"HDWR";

/// The number of the form of the file.
const FORM: u32 = 1;

/// Bytes of JSON in a block, about: enough to compress well.
const BLOCK: usize = 1 << 20;

/// Bytes that a block may unpack to: the longest article that is read, every byte of it escaped.
const UNPACKED: u64 = 256 << 20;

/// Kinds of blocks.
const ARTICLES: u8 = b'a';
const FOUND: u8 = b'f';

/// Why an index file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// Its file cannot be read.
    #[error("{}", super::paths::why(.0))]
    Unreadable(io::Error),
    /// It is something else.
    #[error("the file is no index of reuse")]
    NoIndex,
    /// Another version of the program wrote it.
    #[error("the index has form {found}, and this version reads form {}", form())]
    OtherForm {
        /// Its form.
        found: String,
    },
    /// Its bytes are not those that were written.
    #[error("the index is damaged: {0}")]
    Damaged(&'static str),
    /// What it tells does not go with its articles.
    #[error("the index is damaged: {0}")]
    Found(#[from] StoredError),
}

/// Form of the file and of what was found, as one word.
fn form() -> String {
    format!("{FORM}.{}", Index::FORM)
}

/// Articles that were compared, and what was found.
#[derive(Debug, Default)]
pub struct Kept {
    /// By id, every id once.
    pub documents: Vec<Document>,
    /// What was found in them.
    pub index: Index,
    /// The articles as they stand in the file.
    blocks: Vec<Vec<u8>>,
}

/// Reads the index file at `path`.
///
/// # Errors
///
/// [`IndexError`].
pub fn read(path: &Path, language: &Language) -> Result<Kept, IndexError> {
    check(path)?;
    let mut file = BufReader::new(File::open(path).map_err(IndexError::Unreadable)?);
    let mut kept = Kept::default();
    take(&mut file, (MAGIC.len() + 8) as u64)?;
    loop {
        let (kind, bytes) = block(&mut file)?;
        match kind {
            ARTICLES => {
                unpack(&bytes, &mut kept.documents)?;
                kept.blocks.push(bytes);
            }
            FOUND => {
                kept.documents.sort_by(|one, other| one.id.cmp(&other.id));
                if kept.documents.windows(2).any(|pair| pair[0].id == pair[1].id) {
                    return Err(IndexError::Damaged("two articles have one id"));
                }
                let pile = Pile { documents: &kept.documents, annotations: &[] };
                kept.index = Index::from_bytes(&bytes, pile, language)?;
                return Ok(kept);
            }
            _ => return Err(IndexError::Damaged("it holds what this version does not know")),
        }
    }
}

/// Whether the file is an index of this form, and its bytes are those that were written.
fn check(path: &Path) -> Result<(), IndexError> {
    let mut file = File::open(path).map_err(IndexError::Unreadable)?;
    let length = file.metadata().map_err(IndexError::Unreadable)?.len();
    let mut head = [0; 12];
    match file.read_exact(&mut head) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Err(IndexError::NoIndex),
        read => read.map_err(IndexError::Unreadable)?,
    }
    let [m, a, g, i, forms @ ..] = head;
    if [m, a, g, i] != *MAGIC {
        return Err(IndexError::NoIndex);
    }
    let [f, o, r, m, found @ ..] = forms;
    let (file_form, found_form) = (u32::from_le_bytes([f, o, r, m]), u32::from_le_bytes(found));
    if (file_form, found_form) != (FORM, Index::FORM) {
        return Err(IndexError::OtherForm { found: format!("{file_form}.{found_form}") });
    }
    let hashed =
        length.checked_sub((head.len() + blake3::OUT_LEN) as u64).ok_or(IndexError::Damaged("it was cut"))?;
    let mut hasher = blake3::Hasher::new();
    hasher.update(&head);
    io::copy(&mut Read::by_ref(&mut file).take(hashed), &mut hasher).map_err(IndexError::Unreadable)?;
    let hash = take(&mut file, blake3::OUT_LEN as u64)?;
    if hash != hasher.finalize().as_bytes() {
        return Err(IndexError::Damaged("its bytes are not those that were written"));
    }
    Ok(())
}

/// The next block: what it is, and its bytes.
fn block(file: &mut impl Read) -> Result<(u8, Vec<u8>), IndexError> {
    let head = take(file, 9)?;
    let (kind, length) =
        (head[0], head[1..].iter().rev().fold(0, |length, byte| length << 8 | u64::from(*byte)));
    Ok((kind, take(file, length)?))
}

/// So many bytes; no more memory is taken than there are bytes, whatever length the file tells.
fn take(file: &mut impl Read, length: u64) -> Result<Vec<u8>, IndexError> {
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes).map_err(IndexError::Unreadable)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(IndexError::Damaged("it was cut")) }
}

/// The articles of a block.
fn unpack(block: &[u8], documents: &mut Vec<Document>) -> Result<(), IndexError> {
    let mut lines = Vec::new();
    let read = ZlibDecoder::new(block).take(UNPACKED).read_to_end(&mut lines);
    read.map_err(|_| IndexError::Damaged("articles do not unpack"))?;
    for line in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let document = serde_json::from_slice(line)
            .ok()
            .filter(is_sound)
            .ok_or(IndexError::Damaged("an article cannot be read"))?;
        documents.push(document);
    }
    Ok(())
}

/// Whether the spans of a document lie in its text.
fn is_sound(document: &Document) -> bool {
    let text = &document.text;
    let lies = |span: &Span| {
        span.start <= span.end && text.is_char_boundary(span.start) && text.is_char_boundary(span.end)
    };
    document.furniture.iter().all(lies)
        && document.credits.iter().filter_map(|credit| credit.span.as_ref()).all(lies)
}

/// Writes the index file of `kept`, whose index knows the documents `new` already, while its articles lack them.
///
/// # Errors
///
/// Those of `out`.
pub fn write(out: &mut dyn Write, kept: &Kept, new: &[&Document]) -> io::Result<()> {
    let mut out = Hashed { out, hasher: blake3::Hasher::new() };
    out.write_all(MAGIC)?;
    out.write_all(&FORM.to_le_bytes())?;
    out.write_all(&Index::FORM.to_le_bytes())?;
    for block in &kept.blocks {
        write_block(&mut out, ARTICLES, block)?;
    }
    let mut lines = Vec::new();
    for document in new {
        serde_json::to_writer(&mut lines, &slim(document))?;
        lines.push(b'\n');
        if lines.len() >= BLOCK {
            write_block(&mut out, ARTICLES, &pack(&lines)?)?;
            lines.clear();
        }
    }
    if !lines.is_empty() {
        write_block(&mut out, ARTICLES, &pack(&lines)?)?;
    }
    write_block(&mut out, FOUND, &kept.index.to_bytes())?;
    let hash = out.hasher.finalize();
    out.out.write_all(hash.as_bytes())
}

/// What reuse and its outputs read of an article.
fn slim(document: &Document) -> Document {
    Document {
        id: document.id.clone(),
        path: document.path.clone(),
        title: document.title.clone(),
        outlet: document.outlet.clone(),
        url: document.url.clone(),
        author: document.author.clone(),
        language: document.language.clone(),
        text: document.text.clone(),
        stamps: document.stamps.clone(),
        credits: document.credits.clone(),
        furniture: document.furniture.clone(),
        hash: document.hash.clone(),
        ..Document::default()
    }
}

fn pack(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn write_block(out: &mut impl Write, kind: u8, bytes: &[u8]) -> io::Result<()> {
    out.write_all(&[kind])?;
    out.write_all(&(bytes.len() as u64).to_le_bytes())?;
    out.write_all(bytes)
}

/// Hashes what it writes.
struct Hashed<'o> {
    out: &'o mut dyn Write,
    hasher: blake3::Hasher,
}

impl Write for Hashed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
