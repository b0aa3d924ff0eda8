//! The program as people run it: help, exit statuses, files, the same bytes every time.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up its files has failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn headwater(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_headwater"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Three short invented articles.
fn pile() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, words) in [
        (
            "one.txt",
            "Ferry runs aground\nHarbour Gazette\n2031-05-04\n\nThe ferry Alma ran aground on Sunday, the harbour master, \
             Ilse Brandt, said. \"All 63 passengers are safe,\" she told the Harbour Gazette.\n",
        ),
        (
            "deep/two.txt",
            "Ferry stuck\nCoast Post\n2031-05-05\n\nAll 63 passengers of the ferry Alma are safe, the Harbour Gazette \
             reported, citing the harbour master.\n",
        ),
        (
            "three.md",
            "# Ferry freed\n\nThe ferry Alma was freed on Monday. Some 36 passengers were on board, officials said.\n",
        ),
    ] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, words).unwrap();
    }
    folder
}

#[test]
fn the_whole_help() {
    let folder = tempfile::tempdir().unwrap();
    let mut help = String::new();
    for arguments in [
        &["--help"][..],
        &["trace", "--help"],
        &["why", "--help"],
        &["report", "--help"],
        &["annotate", "--help"],
        &["reuse", "--help"],
        &["compare", "--help"],
        &["new", "--help"],
        &["add", "--help"],
        &["list", "--help"],
        &["search", "--help"],
        &["remove", "--help"],
        &["judge", "--help"],
        &["judge", "origin", "--help"],
        &["news", "--help"],
        &["export", "--help"],
        &["verify", "--help"],
        &["eval", "attribution", "--help"],
    ] {
        let output = headwater(arguments, folder.path());
        assert_eq!(output.status.code(), Some(0));
        help.push_str(&format!("$ headwater {}\n{}\n", arguments.join(" "), text(&output.stdout)));
    }
    insta::assert_snapshot!(help);
}

#[test]
fn exit_statuses() {
    let folder = pile();
    fs::create_dir(folder.path().join("empty")).unwrap();
    let check = |arguments: &[&str], status: i32, stderr: &str| {
        let output = headwater(arguments, folder.path());
        let told = text(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {told}");
        assert!(told.contains(stderr), "{arguments:?}: {told}");
    };
    check(&["--version"], 0, "");
    check(&[], 1, "Usage");
    check(&["trace"], 1, "PATH");
    check(&["trace", "--format", "xml", "one.txt"], 1, "xml");
    check(&["trace", "--threads", "0", "one.txt"], 1, "threads");
    check(&["trace", "none.txt"], 1, "none.txt: no such file or folder");
    check(&["trace", "empty"], 1, "no document could be read");
    check(&["trace", "one.txt"], 0, "");
    check(&["trace", "one.txt", "none.txt"], 1, "");
    check(&["trace", "one.txt", "--claim", "no such words anywhere"], 1, "no claim has the id or the words");
    check(&["why", "one.txt", "no such words anywhere"], 1, "no claim has the id or the words");
    check(&["why", ".", "the"], 1, "claims have the words \"the\"");
    check(&["why", "one.txt"], 1, "CLAIM");
    check(&["trace", "one.txt", "-o", "no/such/folder/out"], 1, "cannot write no/such/folder/out");
    check(&["annotate", "one.txt", "one*"], 0, "");
    check(&["annotate", "--quiet", "one.txt", "none.txt"], 1, "");
    check(&["reuse", "."], 0, "");
    check(&["report", "."], 0, "");
    check(&["report", "none.txt"], 1, "none.txt: no such file or folder");
    check(&["report", ".", "--since", "yesterday"], 1, "no date such as 2032-04-14");
    check(&["report", ".", "--format", "pdf"], 1, "pdf");
    check(&["reuse", ".", "--format", "text"], 0, "");
    check(&["compare", "one.txt", "three.md"], 0, "");
    check(&["compare", "one.txt"], 1, "<B>");
    check(&["compare", "one.txt", "none.txt"], 1, "no document could be read");
    check(&["compare", "one.txt", "."], 1, ". holds 3 articles");
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_complete() {
    let folder = pile();
    let output = headwater(&["trace", ".", "none.txt", "--format", "json"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["documents"].as_array().unwrap().len(), 3);
    assert_eq!(found["problems"][0]["path"], "none.txt");
}

#[test]
fn the_same_bytes_whatever_the_order_and_the_threads() {
    let folder = pile();
    for format in ["text", "json"] {
        let run = |arguments: &[&str]| {
            let arguments = [&["trace", "--format", format], arguments].concat();
            text(&headwater(&arguments, folder.path()).stdout)
        };
        let expected = run(&["one.txt", "three.md", "deep/two.txt", "--threads", "1"]);
        assert!(expected.contains("deep/two.txt") || format == "text");
        assert_eq!(run(&["deep/two.txt", "one.txt", "three.md", "--threads", "2"]), expected);
        assert_eq!(run(&["three.md", "deep", "one.*", "--threads", "2"]), expected);
    }
}

#[test]
fn the_bundled_example_is_told_alike_however_it_is_given() {
    let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/halchin/articles");
    let mut names: Vec<String> = fs::read_dir(&articles)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    for format in ["text", "json"] {
        let run = |names: &[String], threads: &str| {
            let options = ["trace", "--format", format, "--threads", threads];
            let arguments: Vec<&str> = options.into_iter().chain(names.iter().map(String::as_str)).collect();
            headwater(&arguments, &articles).stdout
        };
        let expected = run(&names, "1");
        assert!(expected.len() > 10_000, "the example is told");
        let mut shuffled = names.clone();
        shuffled.reverse();
        shuffled.rotate_left(names.len() / 2);
        assert!(run(&shuffled, "1") == expected, "{format}: shuffled");
        assert!(run(&shuffled, "2") == expected, "{format}: two threads");
    }
}

#[test]
fn json_beside_articles_is_passed_over_with_a_note() {
    let folder = pile();
    fs::write(folder.path().join("expected.json"), "{\"claims\": []}").unwrap();
    let output = headwater(&["trace", "."], folder.path());
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).contains("passed over"), "{}", text(&output.stdout));
    assert_eq!(headwater(&["trace", ".", "expected.json"], folder.path()).status.code(), Some(1));
}

#[test]
fn real_output_keeps_its_schema() {
    let folder = pile();
    let output = headwater(&["trace", ".", "--format", "json"], folder.path());
    let check = |schema: &str, instance: &serde_json::Value| {
        let schema: serde_json::Value = serde_json::from_str(schema).unwrap();
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(instance)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
    };
    check(include_str!("../../../schema/trace.json"), &serde_json::from_slice(&output.stdout).unwrap());
    for (command, schema) in [
        ("annotate", include_str!("../../../schema/annotate.json")),
        ("reuse", include_str!("../../../schema/reuse.json")),
    ] {
        let output = headwater(&[command, ".", "--format", "jsonl"], folder.path());
        assert_eq!(output.status.code(), Some(0));
        for line in text(&output.stdout).lines() {
            check(schema, &serde_json::from_str(line).unwrap());
        }
    }
}

/// Two fictional articles, the second of which took the first over with changes.
const BELL: [&str; 2] = [
    "The bell of Karst Hill cracked. On Sunday night four clerks carried the pieces to Ostrand on a hay cart, the founder said, and \
     nobody has seen the clapper since the ringers went home.\n\nThe parish will pay 900 crowns.",
    "Karst Hill has no bell. On Sunday night six clerks carried the pieces to Ostrand on a hay cart, and reportedly nobody has seen the clapper \
     since the ringers went home.\n\nThe parish will pay 900 crowns.",
];

#[test]
fn edits_of_one_article_in_another() {
    let folder = tempfile::tempdir().unwrap();
    for (name, words) in ["first.txt", "second.txt"].into_iter().zip(BELL) {
        fs::write(folder.path().join(name), words).unwrap();
    }
    let told = |arguments: &[&str]| {
        let output = headwater(&[&["compare", "first.txt", "second.txt"], arguments].concat(), folder.path());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let inline = told(&[]);
    for expected in [
        "On Sunday night [-four-] {+six+} clerks carried the pieces",
        "hay cart, [-the founder said,-] and {+reportedly+} nobody",
        "number four -> six",
        "reservation reportedly added",
        "attribution the founder said, dropped",
        "a alone: 6 words",
    ] {
        assert!(inline.contains(expected), "{expected}\nnot in\n{inline}");
    }
    assert!(told(&["--all"]).contains("The bell of Karst Hill cracked."));
    assert!(told(&["--side-by-side"]).contains("{+six+} clerks"));
}

#[test]
fn near_duplicates_go_to_a_file_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    for (name, words) in ["first.txt", "second.txt"].into_iter().zip(BELL) {
        fs::write(folder.path().join(name), words).unwrap();
    }
    let output = headwater(&["reuse", ".", "--near-duplicates", "near.jsonl", "--quiet"], folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let near = fs::read_to_string(folder.path().join("near.jsonl")).unwrap();
    let near: serde_json::Value = serde_json::from_str(&near).unwrap();
    let schema = serde_json::from_str(include_str!("../../../schema/near_duplicates.json")).unwrap();
    assert!(jsonschema::draft202012::is_valid(&schema, &near), "{near}");
    assert_eq!((near["a"].as_str(), near["b"].as_str()), (Some("first"), Some("second")));
}

#[test]
fn the_argument_for_a_claim_can_be_checked_step_by_step() {
    let folder = pile();
    let output = headwater(&["why", ".", "63 passengers"], folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let told = text(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    for expected in [
        "= same claim as c2.2: both say",
        "both give \"63\"",
        "= step 1 relayed from Harbour Gazette [s2] (the text says): “the Harbour Gazette reported”",
        "= chain ends at Ilse Brandt [s1]",
        "How many independent origins: 1 certain",
    ] {
        assert!(told.contains(expected), "{expected}\nnot in\n{told}");
    }
    // Every quoted piece of evidence stands where it is said to stand.
    let articles = ["one.txt", "deep/two.txt", "three.md"]
        .map(|name| fs::read_to_string(folder.path().join(name)).unwrap().chars().collect::<Vec<char>>());
    let mut checked = 0;
    for (before, behind) in
        told.match_indices(", characters ").map(|(at, sign)| (&told[..at], &told[at + sign.len()..]))
    {
        let Some((rest, name)) = before.rsplit_once("\" ") else { continue };
        let Some((_, words)) = rest.rsplit_once('"') else { continue };
        if name.contains(", paragraph ") {
            continue;
        }
        let place: Vec<usize> =
            behind.split([' ', '-']).take(2).map(|number| number.parse().unwrap()).collect();
        let stands = articles.iter().any(|article| {
            article.get(place[0]..place[1]).is_some_and(|found| {
                let found: String = found.iter().collect();
                found.starts_with(words.trim_end_matches('…'))
            })
        });
        assert!(stands, "\"{words}\" at {place:?}");
        checked += 1;
    }
    assert!(checked >= 3, "{told}");
}

#[test]
fn a_file_gets_what_standard_output_gets() {
    let folder = pile();
    let shown = headwater(&["trace", "one.txt"], folder.path()).stdout;
    let output = headwater(&["trace", "one.txt", "-o", "out.txt"], folder.path());
    assert!(output.stdout.is_empty());
    assert_eq!(fs::read(folder.path().join("out.txt")).unwrap(), shown);
    assert!(!text(&shown).contains('\u{1b}'), "no colour where nobody looks");
    let coloured = headwater(&["trace", "one.txt", "--color", "always"], folder.path()).stdout;
    assert!(text(&coloured).contains("\u{1b}["));
}
