//! A writer that is ended at any moment, and a disk that is full.

use super::file::{File, text};
use std::io::Read;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Articles in one file: enough for the program to be ended between any two.
const MANY: usize = 120;

fn many(story: &File) -> PathBuf {
    let places = ["Kelby", "Port Ellery", "Estwick", "Vantry", "Halden"];
    let lines: Vec<String> = (0..MANY)
        .map(|index| {
            let place = places[index % places.len()];
            format!(
                "{{\"id\": \"a{index}\", \"outlet\": \"Tarn Courier {index}\", \"date\": \"2031-05-{:02}\", \"text\": \"Some {} people left {place} on Monday, the mayor said. Police denied it.\"}}",
                1 + index % 28,
                index + 2
            )
        })
        .collect();
    story.beside("many.jsonl", &lines.join("\n"))
}

/// The ids of the lines that say that an article is in the story.
fn confirmed(told: &str) -> Vec<String> {
    // A line that was cut confirms nothing.
    let whole = told.rfind('\n').map_or("", |end| &told[..end]);
    whole.lines().filter_map(|line| line.strip_prefix("added")).map(|name| name.trim().to_owned()).collect()
}

fn check(story: &File, promised: &[String], when: &str) {
    let verified = story.run(&["verify", "STORY"]);
    assert_eq!(
        verified.status.code(),
        Some(0),
        "{when}: {}{}",
        text(&verified.stdout),
        text(&verified.stderr)
    );
    let kept = story.column("SELECT name FROM present");
    for name in promised {
        assert!(kept.contains(name), "{when}: {name} was confirmed and is not there");
    }
    // Whole or not at all.
    assert_eq!(story.count("documents"), story.count("annotations"), "{when}");
    assert_eq!(story.count("documents"), story.count("log WHERE event = 'added'"), "{when}");
    assert_eq!(story.count("documents"), story.count("words"), "{when}");
}

#[test]
fn a_writer_that_is_killed_loses_nothing_confirmed_and_leaves_no_half() {
    let story = File::new();
    let file = many(&story);
    let mut promised: Vec<String> = Vec::new();
    let mut within = 0;
    for turn in 0..16_u64 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_headwater"))
            .args(["add", "--quiet", story.path().to_str().unwrap(), file.to_str().unwrap()])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut out = child.stdout.take().unwrap();
        // Now and then at once, mostly after it has begun to write: at the first line and a little later.
        let mut told = Vec::new();
        if turn % 4 == 3 {
            std::thread::sleep(Duration::from_millis(20 * turn));
        } else {
            let mut byte = [0];
            while out.read(&mut byte).unwrap() == 1 {
                told.push(byte[0]);
                if told.ends_with(b"\n")
                    && told.iter().filter(|byte| **byte == b'\n').count() as u64
                        > promised.len() as u64 + turn % 5
                {
                    break;
                }
            }
            std::thread::sleep(Duration::from_micros(700 * turn));
        }
        child.kill().unwrap();
        out.read_to_end(&mut told).unwrap();
        child.wait().unwrap();
        let new = confirmed(&String::from_utf8_lossy(&told));
        within += usize::from(!new.is_empty() && promised.len() + new.len() < MANY);
        promised.extend(new);
        check(&story, &promised, &format!("turn {turn}, {} confirmed", promised.len()));
    }
    assert!(within > 0, "the program was never ended while it wrote");
    story.add(&[&file]);
    assert_eq!(story.count("present"), MANY as i64);
    let once = File::new();
    once.add(&[&file]);
    assert!(story.trace() == once.trace(), "the story is the one built without a break");
}

#[test]
#[cfg(unix)]
fn a_full_disk_is_told_and_leaves_the_story_sound() {
    let story = File::new();
    let file = many(&story);
    // A limit on the size of files, in blocks of 512 bytes, stands for a disk that is full.
    let script = "trap '' XFSZ; ulimit -f 500; exec \"$0\" add --quiet \"$1\" \"$2\"";
    let output = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_headwater")])
        .args([story.path(), file.clone()])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("nothing that was confirmed"), "{}", text(&output.stderr));
    check(&story, &confirmed(&text(&output.stdout)), "full disk");
    story.add(&[&file]);
    assert_eq!(story.count("present"), MANY as i64);
}
