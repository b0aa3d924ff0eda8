//! Story files: the same however they are built, whole whatever happens, honest about what was done to them.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up its files has failed")]

mod exports;
mod file;
mod graph;
mod interrupted;
mod news;
mod search;

use file::{File, articles, text};
use serde_json::Value;
use std::fs;

#[test]
fn a_story_built_step_by_step_equals_one_built_at_once_and_the_articles_alone() {
    let folder = articles();
    let alone = file::run(&["trace", folder.to_str().unwrap(), "--format", "json"], None).stdout;
    let once = File::new();
    once.add(&[&folder]);
    assert!(once.trace() == alone, "at once");
    let steps = File::new();
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in &files {
        steps.add(&[file]);
    }
    assert!(steps.trace() == alone, "step by step");
    // The order in which articles come does not matter either.
    files.reverse();
    let back = File::new();
    for file in &files {
        back.add(&[file]);
    }
    assert!(back.trace() == alone, "the last first");
    assert!(text(&once.run(&["verify", "STORY"]).stdout).ends_with("all as it was\n"));
}

#[test]
fn what_is_there_already_changes_nothing() {
    let story = File::new();
    story.add(&[&articles()]);
    let before = story.dump();
    let again = story.run(&["add", "STORY", articles().to_str().unwrap()]);
    assert!(
        text(&again.stdout).lines().all(|line| line.starts_with("unchanged  ")),
        "{}",
        text(&again.stdout)
    );
    assert_eq!(story.dump(), before);
}

#[test]
fn an_edited_article_is_a_version_and_a_removed_one_comes_back() {
    let story = File::new();
    let article = |words: &str, note: &str| {
        format!(
            "Title: Gate jams\nOutlet: Tarn Courier\nURL: https://tarn.example/1\n\n{note}The mayor said on Monday that gate {words} had jammed.\n"
        )
    };
    let first = story.beside("first.txt", &article("two", ""));
    let second = story.beside("second.txt", &article("three", ""));
    let back = story.beside("back.txt", &article("two", "   "));
    let other = story
        .beside("deep/first.txt", "Title: Other\n\nSeven people died in Kelby on Monday, police said.\n");
    let list = || text(&story.run(&["list", "STORY"]).stdout);
    assert_eq!(story.add(&[&first]), "added      first\n");
    assert_eq!(story.add(&[&second]), "version 2  first\n");
    assert!(list().starts_with("first, version 2  "), "{}", list());
    let trace: Value = serde_json::from_slice(&story.trace()).unwrap();
    assert_eq!(trace["documents"].as_array().unwrap().len(), 1);
    assert!(trace["documents"][0]["text"].as_str().unwrap().contains("gate three"));
    // Both files again: nothing new. The first text in new bytes: it was edited back.
    assert_eq!(story.add(&[&first, &second]), "unchanged  first\nunchanged  first\n");
    assert_eq!(story.add(&[&back]), "version 3  first\n");
    // Another article of the same name and no address is another article.
    assert_eq!(story.add(&[&other]), "added      first-2\n");
    assert_eq!(story.run(&["remove", "STORY", "first-2"]).status.code(), Some(0));
    assert_eq!(list().lines().count(), 1);
    assert_eq!(story.run(&["remove", "STORY", "first-2"]).status.code(), Some(1));
    assert_eq!(story.add(&[&other]), "restored   first-2\n");
    assert_eq!(story.count("captures"), 4);
    let events: Vec<String> = story.column("SELECT event FROM log ORDER BY number");
    assert_eq!(events, ["new", "added", "version", "version", "added", "removed", "restored"]);
    assert!(text(&story.run(&["verify", "STORY"]).stdout).ends_with("all as it was\n"));
}

#[test]
fn judgements_are_kept_and_taken_back() {
    let story = File::new();
    story.add(&[&articles()]);
    let bare = story.trace();
    let judge = |arguments: &[&str]| {
        let output = story.run(&[&["judge", "STORY"], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
        text(&output.stdout)
    };
    let told = judge(&["origin", "c1.1", "Ada Holt", "--who", "I. Marr", "--note", "he said so in court"]);
    assert!(told.starts_with("j1: “") && told.ends_with("comes from Ada Holt\n"), "{told}");
    let judged: Value = serde_json::from_slice(&story.trace()).unwrap();
    assert_eq!(judged["judgements"][0]["note"], "he said so in court");
    let about = |claim: &&Value| claim["judged"].as_array().is_some_and(|judged| !judged.is_empty());
    let claim = judged["claims"].as_array().unwrap().iter().find(about).unwrap();
    assert!(
        text(&story.run(&["why", "STORY", claim["id"].as_str().unwrap()]).stdout)
            .contains("The analyst decided")
    );
    judge(&["undo", "j1", "--who", "I. Marr"]);
    assert!(story.trace() == bare, "taken back");
    let list = judge(&["list"]);
    assert_eq!(list.lines().count(), 2);
    // What one story has, another takes; a second time nothing changes.
    let file = story.beside("decisions.jsonl", &list);
    let other = File::new();
    other.add(&[&articles()]);
    for expected in
        ["2 judgements kept, 0 were there, 0 not read\n", "0 judgements kept, 2 were there, 0 not read\n"]
    {
        assert_eq!(text(&other.run(&["judge", "STORY", "import", file.to_str().unwrap()]).stdout), expected);
    }
    let wrong = story.run(&["judge", "STORY", "same-claim", "c1.1", "c999.1", "--who", "I. Marr"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(text(&wrong.stderr).contains("no occurrence has the id \"c999.1\""));
}

#[test]
fn what_was_kept_cannot_be_changed_and_damage_is_found() {
    let story = File::new();
    story.add(&[&articles()]);
    story.run(&["judge", "STORY", "origin", "c1.1", "--not-recorded", "--who", "I. Marr"]);
    for statement in [
        "UPDATE captures SET path = 'x'",
        "DELETE FROM captures",
        "UPDATE documents SET text = 'x'",
        "DELETE FROM documents",
        "UPDATE judgements SET line = '{}'",
        "DELETE FROM judgements",
        "UPDATE log SET about = 'x'",
        "DELETE FROM log",
    ] {
        let refused = story.sql(statement).unwrap_err().to_string();
        assert!(
            refused.contains("kept") || refused.contains("not changed") || refused.contains("taken back"),
            "{refused}"
        );
    }
    let damage = |statement: &str, expected: &str| {
        let copy = story.copy();
        copy.sql(statement).unwrap();
        let output = copy.run(&["verify", "STORY"]);
        assert_eq!(output.status.code(), Some(1), "{statement}");
        assert!(text(&output.stdout).contains(expected), "{statement}: {}", text(&output.stdout));
    };
    damage(
        "DROP TRIGGER captures_unchanged; UPDATE captures SET bytes = zeroblob(9) WHERE id = 1",
        "compressed bytes do not unpack",
    );
    damage(
        "DROP TRIGGER captures_unchanged; UPDATE captures SET bytes = (SELECT bytes FROM captures WHERE id = 2) WHERE id = 1",
        "its bytes are not those that were captured",
    );
    damage(
        "DROP TRIGGER documents_unchanged; UPDATE documents SET text = text || '.' WHERE id = 3",
        "its text is not the one that was read",
    );
    damage("UPDATE annotations SET text_hash = 'x' WHERE document = 2", "made of another text");
    damage(
        "DROP TRIGGER judgements_unchanged; UPDATE judgements SET line = '[]'",
        "judgement \"j1\": not a JSON object",
    );
}

#[test]
fn files_that_are_no_story_are_told_from_stories() {
    let story = File::new();
    let check = |arguments: &[&str], expected: &str| {
        let output = story.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(text(&output.stderr).contains(expected), "{arguments:?}: {}", text(&output.stderr));
    };
    let note = story.beside("note.txt", "Seven people died in Kelby on Monday, police said.\n");
    check(&["list", note.to_str().unwrap()], "not a story file");
    check(&["list", "none.story"], "no such file or folder");
    check(&["new", "STORY"], "there is a file of that name already");
    check(&["trace", "STORY"], "the story holds no article");
    check(&["trace", "STORY", note.to_str().unwrap()], "a story is read alone");
    story.sql("PRAGMA user_version = 99").unwrap();
    check(&["list", "STORY"], "made by a later version of Headwater");
    story.sql("PRAGMA application_id = 1").unwrap();
    check(&["list", "STORY"], "not a story file");
}

#[test]
fn any_tool_finds_words_in_it() {
    let story = File::new();
    story.add(&[&articles()]);
    let found = story.column("SELECT d.name FROM words JOIN documents AS d ON d.id = words.rowid WHERE words MATCH 'screamed' ORDER BY 1");
    assert_eq!(found, ["herald-gate", "mercury-flee", "wbn-gate"]);
}

/// A story file of every form that there was.
const KEPT: &[&str] = &["form-1.story", "form-2.story", "form-3.story"];

#[test]
fn files_of_every_form_there_was_stay_readable() {
    for name in KEPT {
        let kept = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/story").join(name);
        let story = File::new();
        fs::copy(&kept, story.path()).unwrap();
        let old = story.path().with_file_name("old.story");
        fs::copy(&kept, &old).unwrap();
        assert!(text(&story.run(&["list", "STORY"]).stdout).starts_with("gate  2031-05-04"), "{name}");
        let trace: Value = serde_json::from_slice(&story.trace()).unwrap();
        assert_eq!(trace["judgements"][0]["outcome"], "applied", "{name}: {}", trace["judgements"]);
        let verified = story.run(&["verify", "STORY"]);
        assert_eq!(verified.status.code(), Some(0), "{name}: {}", text(&verified.stdout));
        // Whoever writes to it brings it to the present form, and it says what it said.
        let before = story.trace();
        assert_eq!(story.run(&["news", "STORY"]).status.code(), Some(0));
        assert_eq!(
            story.column("SELECT form || '' FROM (SELECT user_version AS form FROM pragma_user_version)"),
            ["3"]
        );
        assert!(story.trace() == before, "{name}");
        // The same is found, whichever way beginnings are looked up.
        for words in ["gate", "g*", "ga* ja*", "gat* -shut"] {
            let found = |path: &std::path::Path| {
                let output = story.run(&["search", path.to_str().unwrap(), words]);
                assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
                text(&output.stdout)
            };
            assert_eq!(found(&story.path()), found(&old), "{name}, {words}");
            assert!(found(&old).contains("*g") || found(&old).contains("*G"), "{}", found(&old));
        }
        story.add(&[&story.beside("more.txt", "Title: More\n\nThe mayor said that gate nine was shut.\n")]);
        assert_eq!(
            story.column("SELECT count(meanings) || ' of ' || count(*) FROM annotations"),
            ["2 of 2"],
            "{name}"
        );
        assert_eq!(story.run(&["verify", "STORY"]).status.code(), Some(0));
    }
}

#[test]
fn articles_and_versions_are_compared() {
    let story = File::new();
    let article = |outlet: &str, words: &str| {
        format!(
            "Title: Gate jams\nOutlet: {outlet}\nURL: https://tarn.example/{outlet}\n\nThe mayor said that gate {words}.\n"
        )
    };
    let first = story.beside("gate.txt", &article("Tarn", "two had jammed"));
    let second = story.beside("later.txt", &article("Tarn", "three had reportedly jammed"));
    let at = story.beside("gate@1.txt", &article("Kelby", "five was shut"));
    story.add(&[&first]);
    story.add(&[&second, &at]);
    let told = |a: &str, b: &str| {
        let output = story.run(&["compare", "STORY", a, b]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    let edit = told("gate@1", "gate@2");
    // The name of an article is taken before the version of another.
    assert!(!edit.contains("versions 1 and 2"), "{edit}");
    story.run(&["remove", "STORY", "gate@1"]);
    for (a, b, words, went) in [
        ("gate@1", "gate@2", "gate [-two-] {+three+} had {+reportedly+} jammed.", "b from a"),
        ("gate", "gate@1", "gate [-three-] {+two+} had [-reportedly-] jammed.", "a from b"),
    ] {
        let edit = told(a, b);
        assert!(edit.contains(words), "{words}\nnot in\n{edit}");
        assert!(edit.contains(&format!("{went}: versions 1 and 2 of one article")), "{edit}");
    }
    for (arguments, expected) in [
        (&["gate@7", "gate"][..], "it has no article \"gate@7\""),
        (&["gate", "nothing"], "it has no article \"nothing\""),
        (&["gate"], "two names are needed"),
    ] {
        let output = story.run(&[&["compare", "STORY"], arguments].concat());
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).contains(expected), "{}", text(&output.stderr));
    }
}
