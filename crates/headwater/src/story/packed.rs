//! Bytes as zlib streams, and the hash that everything is known by.

use super::StoryError;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use std::io::{Read, Write};

/// Bytes that a stream may grow to: the limit of a file that is read, and room for its annotations.
const LIMIT: u64 = 2 << 30;

pub(super) fn pack(bytes: &[u8]) -> Result<Vec<u8>, StoryError> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

pub(super) fn unpack(stream: &[u8]) -> Result<Vec<u8>, StoryError> {
    let mut bytes = Vec::new();
    let read = ZlibDecoder::new(stream).take(LIMIT).read_to_end(&mut bytes);
    read.map_err(|_| StoryError::Damaged("compressed bytes do not unpack".to_owned()))?;
    Ok(bytes)
}

/// BLAKE3 in hexadecimal.
pub(super) fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}
