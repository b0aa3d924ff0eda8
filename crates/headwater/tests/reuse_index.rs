//! `headwater reuse --index`: day by day is as all at once, and no damaged file is believed.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up its files has failed")]

use headwater::pipeline::index::{self, IndexError};
use headwater_text::Language;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn reuse(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_headwater"))
        .arg("reuse")
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn lines(output: &Output) -> Vec<String> {
    let mut lines: Vec<String> =
        String::from_utf8(output.stdout.clone()).unwrap().lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

const SLUICE: &str = "The sluice gates at Vellmar jammed open shortly after midnight and the lower meadows stood under a \
    metre of water by dawn. Farmers drove their cattle up the chapel hill with torches and borrowed trucks.";

const FERRY: &str = "Seven grey herons stood along the flooded quay while the orchestra of the ferry Alma packed its drums, \
    its radio and a jar of coins that nobody had counted.";

/// Three days of articles; the ids of later ones stand before those of earlier ones too.
fn days() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let article = |id: &str, date: &str, text: &str| {
        format!("{{\"id\":\"{id}\",\"date\":\"{date}\",\"source\":\"{id} Post\",\"text\":\"{text}\"}}\n")
    };
    let write =
        |name: &str, articles: &[String]| fs::write(folder.path().join(name), articles.concat()).unwrap();
    write(
        "monday.jsonl",
        &[
            article("m", "2031-05-04", &format!("Rain fell for a week. {SLUICE} Nobody was hurt.")),
            article("k", "2031-05-04", &format!("It was quiet in the harbour. {FERRY} More is not known.")),
        ],
    );
    write(
        "tuesday.jsonl",
        &[
            article("a", "2031-05-05", &format!("A reader sent us this. {SLUICE} The phone line held.")),
            article("z", "2031-05-05", &format!("{FERRY} {SLUICE}")),
        ],
    );
    write(
        "wednesday.jsonl",
        &[
            article("l", "2031-05-06", &format!("Čajovna reported on it twice. {FERRY}")),
            // Known already.
            article("m", "2031-05-04", &format!("Rain fell for a week. {SLUICE} Nobody was hurt.")),
        ],
    );
    folder
}

#[test]
fn day_by_day_is_as_all_at_once() {
    let folder = days();
    let at_once = lines(&reuse(&["-q", "monday.jsonl", "tuesday.jsonl", "wednesday.jsonl"], folder.path()));
    assert!(at_once.len() > 4, "{at_once:?}");
    let monday = reuse(&["--index", "days.index", "monday.jsonl"], folder.path());
    assert_eq!((monday.status.code(), lines(&monday).len()), (Some(0), 0));
    assert_eq!(told(&monday), "days.index: 0 articles known, 2 new\n");
    let tuesday =
        reuse(&["--index", "days.index", "tuesday.jsonl", "--near-duplicates", "near"], folder.path());
    assert_eq!(told(&tuesday), "days.index: 2 articles known, 2 new\n");
    let wednesday = reuse(&["--index", "days.index", "wednesday.jsonl"], folder.path());
    assert_eq!(told(&wednesday), "days.index: 4 articles known, 1 new; 1 given again\n");
    assert!(lines(&wednesday).iter().all(|line| line.contains("\"l\"")), "{:?}", lines(&wednesday));
    assert!(!lines(&wednesday).is_empty());

    let before = fs::read(folder.path().join("days.index")).unwrap();
    for arguments in [&["--index", "days.index"][..], &["--index", "days.index", "--all", "monday.jsonl"]] {
        assert_eq!(lines(&reuse(arguments, folder.path())), at_once);
    }
    assert_eq!(fs::read(folder.path().join("days.index")).unwrap(), before, "nothing came");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 5, "nothing is left beside it");
}

#[test]
fn what_is_no_index_is_refused() {
    let folder = days();
    reuse(&["-q", "--index", "days.index", "monday.jsonl"], folder.path());
    let sound = fs::read(folder.path().join("days.index")).unwrap();
    let refused = |name: &str, bytes: &[u8], expected: &str| {
        fs::write(folder.path().join(name), bytes).unwrap();
        let output = reuse(&["--index", name, "tuesday.jsonl"], folder.path());
        assert_eq!(output.status.code(), Some(1));
        assert!(told(&output).starts_with(&format!("error: {name}: {expected}")), "{}", told(&output));
        assert!(told(&output).contains("\nhint: "));
        assert_eq!(fs::read(folder.path().join(name)).unwrap(), bytes, "it is left as it was");
    };
    refused("text", b"Rain fell for a week.", "the file is no index of reuse");
    refused("empty", b"", "the file is no index of reuse");
    refused("cut", &sound[..sound.len() / 2], "the index is damaged");
    refused("head", &sound[..12], "the index is damaged");
    let mut other = sound.clone();
    other[4] = 99;
    refused("other", &other, "the index has form 99.1, and this version reads form 1.1");
    let absent = reuse(&["--index", "absent"], folder.path());
    assert_eq!(absent.status.code(), Some(1));
    assert!(told(&absent).starts_with("error: absent: no such file"), "{}", told(&absent));
}

#[test]
fn every_flipped_bit_and_every_cut_is_found() {
    let folder = days();
    reuse(&["-q", "--index", "days.index", "monday.jsonl"], folder.path());
    let path = folder.path().join("days.index");
    let (sound, english) = (fs::read(&path).unwrap(), Language::english());
    assert_eq!(index::read(&path, &english).unwrap().documents.len(), 2);
    for at in 0..sound.len() {
        let mut bytes = sound.clone();
        bytes[at] ^= 1 << (at % 8);
        fs::write(&path, &bytes).unwrap();
        assert!(index::read(&path, &english).is_err(), "byte {at}");
    }
    for end in 0..sound.len() {
        fs::write(&path, &sound[..end]).unwrap();
        assert!(index::read(&path, &english).is_err(), "cut at {end}");
    }
}

/// Whoever can compute a hash can write a file that passes it; what it tells is checked all the same.
#[test]
fn bytes_with_a_fitting_hash_are_not_believed_either() {
    let folder = days();
    reuse(&["-q", "--index", "days.index", "monday.jsonl", "tuesday.jsonl"], folder.path());
    let path = folder.path().join("days.index");
    let (sound, english) = (fs::read(&path).unwrap(), Language::english());
    let body = sound.len() - blake3::OUT_LEN;
    let mut refused = 0;
    for at in 12..body {
        let mut bytes = sound[..body].to_vec();
        bytes[at] ^= 0x81;
        let hash = blake3::hash(&bytes);
        bytes.extend_from_slice(hash.as_bytes());
        fs::write(&path, &bytes).unwrap();
        match index::read(&path, &english) {
            // Some bytes tell nothing that must fit another: a count of holders, a place of a run inside its text.
            Ok(kept) => assert_eq!(kept.documents.len(), 4),
            Err(error) => {
                assert!(matches!(error, IndexError::Damaged(_) | IndexError::Found(_)), "{error}");
                refused += 1;
            }
        }
    }
    assert!(2 * refused > body, "{refused} of {body}");
}
