//! Bytes to text: byte order mark, declared charset, UTF-8, else a guess from the bytes.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use headwater_text::{Place, Problem, ProblemKind, Severity};

/// How many bytes of the head are searched for a declared charset; the HTML standard asks for 1,024.
const DECLARATION_BYTES: usize = 4096;

/// Text and what was wrong with its bytes.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub text: String,
    pub problems: Vec<Problem>,
}

/// Decodes the bytes of a whole file; invalid sequences become U+FFFD and a problem.
pub(crate) fn decode(path: &str, bytes: &[u8]) -> Decoded {
    let mut problems = Vec::new();
    let mut tell = |severity, byte, message: String| {
        problems.push(Problem {
            kind: ProblemKind::Encoding,
            severity,
            place: Place { path: path.to_owned(), line: None, byte },
            message,
        });
    };
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, bad) = encoding.decode_without_bom_handling(&bytes[mark..]);
        if bad {
            tell(Severity::Partial, None, replaced(encoding));
        }
        return Decoded { text: text.into_owned(), problems };
    }
    let first_bad = match std::str::from_utf8(bytes) {
        Ok(text) if wide(bytes).is_none() => {
            return Decoded { text: text.to_owned(), problems };
        }
        Ok(_) => None,
        Err(error) => Some(error.valid_up_to()),
    };
    let encoding = wide(bytes)
        .or_else(|| declared(bytes).filter(|encoding| *encoding != UTF_8))
        .or_else(|| mostly_utf8(bytes).then_some(UTF_8))
        .unwrap_or_else(|| guess(bytes));
    let (text, bad) = encoding.decode_without_bom_handling(bytes);
    if bad {
        tell(Severity::Partial, first_bad, replaced(encoding));
    } else {
        tell(Severity::Note, first_bad, format!("not UTF-8; read as {}", encoding.name()));
    }
    Decoded { text: text.into_owned(), problems }
}

fn replaced(encoding: &'static Encoding) -> String {
    format!("some bytes are not valid {}; they stand as U+FFFD in the text", encoding.name())
}

/// UTF-16 without a byte order mark: NUL in every other place of mostly Latin text.
pub(crate) fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARATION_BYTES) & !1];
    if head.len() < 8 {
        return None;
    }
    let nuls = |offset: usize| head.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (nuls(0), nuls(1), head.len() / 2);
    if odd * 10 >= pairs * 4 && even * 20 <= pairs {
        Some(UTF_16LE)
    } else if even * 10 >= pairs * 4 && odd * 20 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The charset that a page or an XML head names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARATION_BYTES)];
    let head: String = head.iter().map(|b| char::from(b.to_ascii_lowercase())).collect();
    if !head.contains("<meta") && !head.trim_start().starts_with("<?xml") {
        return None;
    }
    let label = ["charset=", "encoding="].iter().find_map(|key| {
        let from = head.find(key)? + key.len();
        let rest = head[from..].trim_start_matches(['"', '\'', ' ']);
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)))?;
        Some(rest[..end].to_owned())
    })?;
    Encoding::for_label(label.as_bytes())
}

/// Whether damaged bytes were meant as UTF-8: more characters of several bytes are whole than broken.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole >= broken
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, problems: usize) {
        let decoded = decode("x", bytes);
        assert_eq!(decoded.text, text);
        assert_eq!(decoded.problems.len(), problems, "{:?}", decoded.problems);
    }

    #[test]
    fn marks_declarations_and_guesses() {
        check("plain – text".as_bytes(), "plain – text", 0);
        check(b"\xEF\xBB\xBFmarked", "marked", 0);
        check(b"\xFF\xFEm\0a\0r\0k\0", "mark", 0);
        check(b"m\0a\0r\0k\0e\0d\0", "marked", 1);
        check(b"<meta charset=windows-1254><p>A\xF0r\xFD", "<meta charset=windows-1254><p>Ağrı", 1);
        check(b"He said \x93no\x94 and caf\xE9", "He said “no” and café", 1);
        check("čšž and \u{201c}x\u{201d} \u{fffd}".as_bytes(), "čšž and “x” \u{fffd}", 0);
        check(b"\xc4\x8d\xc5\xa1 and \xff then", "čš and \u{fffd} then", 1);
    }
}
