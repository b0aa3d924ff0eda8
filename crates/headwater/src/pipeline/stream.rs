//! Files of records read a few lines at a time: their size is bounded by what is kept of the articles, not by what is read at once.

use super::paths::Input;
use super::{limited, whole};
use headwater_read::{Reading, Stretch};
use headwater_text::{Place, Problem, ProblemKind, Severity};
use rayon::prelude::*;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

/// Bytes that are read at once, about, by each thread. What is smaller is read whole.
const STRETCH: u64 = 8 << 20;

/// Reads an input; where it is JSON with a record a line, as a stream, and otherwise whole, if it has no more than `limit` bytes. No
/// line may have more either.
pub(super) fn read(input: &Input, limit: u64) -> Reading {
    match input {
        Input::Stdin => from(input, io::stdin().lock(), STRETCH, limit),
        Input::File(path) | Input::Found(path) => match File::open(path) {
            Ok(file) => from(input, BufReader::new(file), STRETCH, limit),
            Err(error) => whole(input, Err(error), limit).reading,
        },
    }
}

fn from(input: &Input, mut source: impl BufRead, size: u64, limit: u64) -> Reading {
    let mut head = Vec::new();
    match source.by_ref().take(size).read_to_end(&mut head) {
        Err(error) => whole(input, Err(error), limit).reading,
        Ok(read) if read as u64 == size && headwater_read::is_lines(&input.name(), &head) => {
            Lines { name: &input.name(), source, size, limit, line: 1, byte: 0, ended: false }.read(head)
        }
        Ok(_) => whole(input, limited(head.chain(source), limit), limit).reading,
    }
}

/// A file of lines that is being read.
struct Lines<'n, S> {
    name: &'n str,
    source: S,
    /// Bytes of a stretch, about.
    size: u64,
    /// Bytes of a line at most.
    limit: u64,
    /// The next line.
    line: usize,
    /// Where it begins.
    byte: usize,
    ended: bool,
}

/// Some lines in memory.
struct Held {
    bytes: Vec<u8>,
    line: usize,
    byte: usize,
}

impl<S: BufRead> Lines<'_, S> {
    /// Reads all, as many stretches at once as there are threads. `head` is what was read already.
    fn read(mut self, head: Vec<u8>) -> Reading {
        let mut all = Reading::default();
        let mut next = self.hold(head, &mut all);
        while let Some(first) = next.take() {
            let mut held = vec![first];
            while held.len() <= rayon::current_num_threads() {
                match self.hold(Vec::new(), &mut all) {
                    // A record that breaks off before nothing but white space is the last.
                    Some(more) if more.bytes.trim_ascii().is_empty() => {
                        held.iter_mut().last().into_iter().for_each(|held| held.bytes.extend(&more.bytes));
                    }
                    Some(more) => held.push(more),
                    None => break,
                }
            }
            // Whether a stretch is the last is known once there is no other.
            if !self.ended {
                next = held.pop();
            }
            let (name, ended, count) = (self.name, self.ended, held.len());
            let readings: Vec<Reading> = held
                .into_par_iter()
                .enumerate()
                .map(|(at, held)| {
                    let Held { bytes, line, byte } = held;
                    let last = ended && at + 1 == count;
                    headwater_read::lines(
                        name,
                        Stretch { bytes: &bytes, first_line: line, first_byte: byte, last },
                    )
                })
                .collect();
            for reading in readings {
                all.documents.extend(reading.documents);
                all.problems.extend(reading.problems);
            }
        }
        all
    }

    /// The next lines; `None` where there are none. What goes wrong is told in `all`.
    fn hold(&mut self, mut bytes: Vec<u8>, all: &mut Reading) -> Option<Held> {
        if self.ended {
            return None;
        }
        let more = self.size.saturating_sub(bytes.len() as u64);
        let filled = self.source.by_ref().take(more).read_to_end(&mut bytes);
        // The rest of the line that the stretch ends in.
        let rest = filled.and_then(|_| match bytes.last() {
            None | Some(b'\n') => Ok(0),
            Some(_) => self.source.by_ref().take(self.limit).read_until(b'\n', &mut bytes),
        });
        let (line, byte) = (self.line, self.byte);
        match rest {
            Ok(rest) if rest as u64 == self.limit && bytes.last() != Some(&b'\n') => {
                self.ended = true;
                let message = "the line is over the limit; nothing behind it is read";
                let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
                all.problems.push(self.problem(line + lines, ProblemKind::TooLarge, message.to_owned()));
                bytes.truncate(bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1));
            }
            Ok(_) => self.ended = bytes.last() != Some(&b'\n') || bytes.is_empty(),
            Err(error) => {
                self.ended = true;
                all.problems.push(self.problem(line, ProblemKind::Unreadable, super::paths::why(&error)));
            }
        }
        self.line += bytes.iter().filter(|byte| **byte == b'\n').count();
        self.byte += bytes.len();
        (!bytes.is_empty()).then_some(Held { bytes, line, byte })
    }

    fn problem(&self, line: usize, kind: ProblemKind, message: String) -> Problem {
        let place = Place { path: self.name.to_owned(), line: Some(line), byte: None };
        Problem { kind, severity: Severity::Lost, place, message }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A file of records of which some are damaged.
    fn file(lines: &[(u8, usize)], closed: bool) -> String {
        let mut file = "{\"id\":\"first\",\"text\":\"The ferry sailed.\"}\n".to_owned();
        for (at, (kind, length)) in lines.iter().enumerate() {
            file.push_str(&match kind {
                0 => "\n".to_owned(),
                1 => format!("{{\"id\":\"{at}\",\"te\n"),
                2 => "3\n".to_owned(),
                _ => format!("{{\"id\":\"{at}\",\"text\":\"{}.\"}}\n", "čaj ".repeat(*length)),
            });
        }
        if !closed {
            file.pop();
        }
        file
    }

    proptest! {
        #[test]
        fn a_stream_gives_what_the_whole_file_gives(
            lines in prop::collection::vec((0u8..6, 0usize..40), 0..24), closed: bool, size in 45u64..600) {
            let file = file(&lines, closed);
            let name = Input::File("pile.jsonl".into());
            let streamed = from(&name, file.as_bytes(), size, 1 << 20);
            let whole = headwater_read::bytes("pile.jsonl", file.as_bytes());
            prop_assert_eq!(streamed.documents.len(), whole.documents.len());
            // Where there is one document, the whole file's troubles are told as its own; there are none here.
            prop_assert_eq!(streamed.documents, whole.documents);
            prop_assert_eq!(streamed.problems, whole.problems);
        }
    }

    #[test]
    fn a_line_over_the_limit_ends_the_reading() {
        let file = file(&[(3, 4), (3, 400), (3, 4)], true);
        let reading = from(&Input::Stdin, file.as_bytes(), 60, 200);
        assert_eq!(reading.documents.len(), 2);
        assert_eq!(
            (reading.problems[0].kind, reading.problems[0].place.line),
            (ProblemKind::TooLarge, Some(3))
        );
    }

    #[test]
    fn what_is_no_file_of_lines_is_read_whole() {
        let reading =
            from(&Input::Stdin, &b"Officials met on the quay. They said no more than that."[..], 10, 1000);
        assert_eq!(reading.documents.len(), 1);
        let reading =
            from(&Input::Stdin, &b"Officials met on the quay. They said no more than that."[..], 10, 20);
        assert_eq!(reading.problems[0].kind, ProblemKind::TooLarge);
    }
}
