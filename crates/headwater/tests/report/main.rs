//! The page as written by the program, on the bundled example and on articles that mean harm.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up its files has failed")]

mod markup;

use markup::{Tag, tags};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn headwater(arguments: &[&str], folder: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_headwater"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/halchin/articles")
}

/// Three articles of one story, with everything in every field that ever broke out of a page.
fn hostile() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let attacks = [
        "<script>alert(1)</script>",
        "\"><svg onload=alert(1)>",
        "</style><style>*{background:url(http://evil.example/)}</style>",
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\u{202E}drawkcab\u{2066}isolated\u{2069}",
        "'+alert(1)+'",
        "</title></main></html><!--",
        "&lt;already&gt; ]]> {{x}} ${x}",
    ];
    let mut lines = String::new();
    for (at, outlet) in ["Gazette", "Herald", "Post"].iter().enumerate() {
        let attack = attacks.join(" ");
        let text = format!(
            "The mayor, Ilse Brandt, told the {outlet} on 4 May 2031 that 63 passengers of the ferry {attack} were safe.\n\n\
             \"All 63 passengers are safe {attack}\", she said {attack}.\n\n{}\n",
            "W".repeat(10_000)
        );
        let record = serde_json::json!({
            "id": format!("d{at}\"><script>"),
            "title": format!("{attack} {outlet}"),
            "outlet": format!("{outlet} {attack}"),
            "author": attack,
            "url": attacks[at + 3],
            "published": format!("2031-05-0{}T10:00:00Z", at + 4),
            "text": text,
        });
        lines.push_str(&format!("{record}\n"));
    }
    fs::write(folder.path().join("pile.jsonl"), lines).unwrap();
    folder
}

fn check_links(page: &str, name: &str) {
    let all = tags(page);
    let mut ids = BTreeSet::new();
    for tag in &all {
        for id in tag.values("id") {
            assert!(ids.insert(id.to_owned()), "{name}: the id {id} stands twice");
        }
    }
    let mut links = 0;
    for tag in &all {
        for attribute in ["href", "for", "aria-labelledby", "aria-describedby"] {
            for target in tag.values(attribute) {
                let target = target.strip_prefix('#').unwrap_or(target);
                assert!(ids.contains(target), "{name}: {attribute} leads to {target}, which is nowhere");
                links += 1;
            }
        }
    }
    assert!(links > 50, "{name}: {links} links");
}

/// Nothing is loaded, nothing runs but the page's own script.
fn check_harmless(page: &str, name: &str) {
    let all = tags(page);
    let count = |wanted: &str| all.iter().filter(|tag| tag.name == wanted).count();
    for (element, expected) in [("script", 1), ("style", 1), ("main", 1), ("h1", 1), ("title", 0)] {
        if element != "title" {
            assert_eq!(count(element), expected, "{name}: {element}");
        }
    }
    let known: BTreeSet<&str> = KNOWN.split_whitespace().collect();
    for tag in &all {
        assert!(known.contains(tag.name.as_str()), "{name}: an element {}", tag.name);
        check_attributes(tag, name);
    }
    let style = &page[page.find("<style>").unwrap()..page.find("</style>").unwrap()];
    assert!(!style.contains("url(") && !style.contains("@import"), "{name}: the style loads something");
    for hidden in ['\u{202E}', '\u{2066}', '\u{200B}', '\u{FEFF}'] {
        assert!(!page.contains(hidden), "{name}: U+{:04X} is not shown", hidden as u32);
    }
}

/// Every element that a page may hold.
const KNOWN: &str = "html head meta title style body a div header span b main h1 h2 h3 h4 p nav ol ul li section details summary table \
    caption thead tbody tr th td bdi br article svg desc text tspan path circle rect g figure figcaption input label blockquote aside \
    footer script sup";

fn check_attributes(tag: &Tag, name: &str) {
    for (attribute, value) in &tag.attributes {
        assert!(!attribute.starts_with("on"), "{name}: {attribute} on {}", tag.name);
        assert!(
            !["src", "style", "srcset", "action", "xlink:href"].contains(&attribute.as_str()),
            "{name}: {attribute}"
        );
        if attribute == "href" {
            assert!(value.starts_with('#'), "{name}: a link to {value}");
        }
    }
}

#[test]
fn every_link_has_its_target() {
    let page = headwater(&["report", ".", "--since", "2032-04-14"], &example());
    check_links(&page, "example");
    let folder = hostile();
    check_links(&headwater(&["report", "."], folder.path()), "hostile");
}

#[test]
fn nothing_is_loaded_and_nothing_breaks_out() {
    let folder = hostile();
    for (name, page) in [
        ("example", headwater(&["report", "."], &example())),
        (
            "hostile",
            headwater(
                &["report", ".", "--since", "2031-05-05", "--title", "<script>\u{202E}"],
                folder.path(),
            ),
        ),
    ] {
        check_harmless(&page, name);
    }
    let page = headwater(&["report", "."], folder.path());
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "the attack is shown as what it is");
    assert!(page.contains("&lt;U+202E&gt;drawkcab"), "what reorders is shown as what it is");
    let brief = headwater(&["report", ".", "--format", "md"], folder.path());
    assert!(!brief.contains("<script>") && !brief.contains('\u{202E}'));
}

#[test]
fn the_same_bytes_whatever_the_order_and_the_threads() {
    let mut names: Vec<String> = fs::read_dir(example())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    for format in ["html", "md"] {
        let run = |names: &[String], threads: &str| {
            let options = ["report", "--format", format, "--since", "2032-04-14", "--threads", threads];
            let arguments: Vec<&str> = options.into_iter().chain(names.iter().map(String::as_str)).collect();
            headwater(&arguments, &example())
        };
        let expected = run(&names, "1");
        let mut shuffled = names.clone();
        shuffled.reverse();
        shuffled.rotate_left(names.len() / 2);
        assert!(run(&shuffled, "2") == expected, "{format}");
    }
}

#[test]
fn the_example_says_what_it_should() {
    let page = headwater(&["report", ".", "--since", "2032-04-14"], &example());
    for words in [
        "What was read, and what could not be",
        "Repeated by many, from one origin",
        "Where accounts disagree",
        "What officials have said",
        "New since 14 April 2032",
        "When it happened, when it was reported",
        "Every article, with its provenance",
        "Who speaks: named, by role, unnamed",
        "Method, and how often it is wrong",
        "1 certain, at most 3",
        "syndicated 264 words, credited",
        "Was: denied.",
    ] {
        assert!(page.contains(words), "{words}");
    }
    // The sections stand in their order.
    let order = [
        "read",
        "repeated",
        "supported",
        "disagree",
        "official",
        "new",
        "timeline",
        "reading",
        "ledger",
        "method",
    ];
    let places: Vec<usize> =
        order.iter().map(|id| page.find(&format!("<section id=\"{id}\"")).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
}

/// The words that an anchor stands before are the words that the link speaks of.
#[test]
fn links_lead_to_the_exact_words() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Ferry runs aground\nHarbour Gazette\n2031-05-04\n\nThe ferry Žalma ran aground on Sunday, the harbour master, Ilse \
        Brandt, said. \"All 63 passengers are safe,\" she told the Harbour Gazette.\n";
    fs::write(folder.path().join("one.txt"), text).unwrap();
    let page = headwater(&["report", "one.txt"], folder.path());
    let mut checked = 0;
    let shown: BTreeMap<usize, String> = page
        .match_indices("<a class=\"at\" id=\"w1-")
        .map(|(at, sign)| {
            let rest = &page[at + sign.len()..];
            let start: usize = rest[..rest.find('"').unwrap()].parse().unwrap();
            let after = &rest[rest.find("</a>").unwrap() + 4..];
            // The letter of a note stands between words and is none of them.
            let after = &after[..after.find("<sup").unwrap_or(after.len()).min(400)];
            let mut words = markup::words(after);
            words.truncate(words.char_indices().nth(12).map_or(words.len(), |(at, _)| at));
            (start, words)
        })
        .collect();
    for (start, words) in shown {
        let there: String = text.chars().skip(start).take(words.chars().count()).collect();
        assert_eq!(words, there, "at {start}");
        checked += 1;
    }
    assert!(checked >= 2, "{checked}");
}
