//! Files that are not text, told by their first bytes.

use crate::encoding;

/// First bytes (at an offset) of formats that are met among captured articles.
const MAGIC: &[(usize, &[u8], &str)] = &[
    (0, b"%PDF-", "a PDF file"),
    (0, b"PK\x03\x04", "a ZIP archive (or a DOCX, ODT, EPUB or WACZ file)"),
    (0, b"PK\x05\x06", "an empty ZIP archive"),
    (0, b"\x1f\x8b", "a gzip archive"),
    (0, b"BZh", "a bzip2 archive"),
    (0, b"\xfd7zXZ\0", "an xz archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF87a", "a GIF picture"),
    (0, b"GIF89a", "a GIF picture"),
    (8, b"WEBP", "a WebP picture"),
    (0, b"II*\0", "a TIFF picture"),
    (0, b"MM\0*", "a TIFF picture"),
    (4, b"ftyp", "an MP4 or HEIC file"),
    (0, b"\x1a\x45\xdf\xa3", "a WebM or Matroska film"),
    (0, b"ID3", "an MP3 recording"),
    (0, b"OggS", "an Ogg recording"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office file"),
    (0, b"{\\rtf", "an RTF file"),
    (0, b"SQLite format 3\0", "an SQLite database"),
    (0, b"WARC/1.", "a WARC archive"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90", "a program"),
    (0, b"PAR1", "a Parquet file"),
    (0, b"wOF2", "a font"),
];

/// How much of the file is looked at for control characters.
const SAMPLE_BYTES: usize = 64 * 1024;

/// What a file is if it is not text.
pub(crate) fn kind(bytes: &[u8]) -> Option<&'static str> {
    let named = MAGIC
        .iter()
        .find(|(offset, magic, _)| bytes.get(*offset..).is_some_and(|rest| rest.starts_with(magic)));
    if let Some((_, _, name)) = named {
        return Some(name);
    }
    let marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if marked || encoding::wide(bytes).is_some() {
        return None;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let controls = sample.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31)).count();
    // Text holds next to none; one in fifty is beyond any damage that leaves a text readable.
    (controls * 50 > sample.len()).then_some("not text")
}

/// Offset of the first NUL byte of a text, if it has one.
pub(crate) fn first_nul(text: &str) -> Option<usize> {
    text.bytes().position(|b| b == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_text_from_the_rest() {
        for (bytes, expected) in [
            (b"%PDF-1.7 ...".as_slice(), true),
            (b"PK\x03\x04....", true),
            (b"a\0b\0\0\0\x01\x02", true),
            (b"An ordinary line.\n", false),
            (b"\xff\xfea\0b\0", false),
            (b"", false),
        ] {
            assert_eq!(kind(bytes).is_some(), expected, "{bytes:?}");
        }
    }
}
