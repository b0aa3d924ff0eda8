use super::*;
use crate::tell::story::{Story, dam, inferred};
use headwater_trace::{Claim, HopKind, Independence, Official, SourceKind};

fn told(story: &Story, options: &Options) -> String {
    let mut out = Vec::new();
    write(&mut out, story.findings(), options).unwrap();
    String::from_utf8(out).unwrap()
}

fn options(columns: usize) -> Options {
    Options { columns, ..Options::default() }
}

#[test]
fn the_story_in_a_hundred_columns() {
    insta::assert_snapshot!(told(&dam(), &options(100)));
}

#[test]
fn the_story_in_sixty_columns() {
    let told = told(&dam(), &options(60));
    for line in told.lines() {
        assert!(visible::width(line) <= 60, "{line}");
    }
    insta::assert_snapshot!(told);
}

#[test]
fn one_claim_by_id_or_words() {
    let story = dam();
    let ask = |wanted: &str| Options { claims: vec![wanted.to_owned()], ..options(100) };
    assert!(told(&story, &ask("c2")).contains("(?) lineage not recorded\n"));
    assert!(!told(&story, &ask("SPILLWAY gates")).contains("About 400"));
    assert_eq!(unmatched(story.findings(), &ask("gates spillway")), None);
    assert_eq!(unmatched(story.findings(), &ask("c9")), Some("c9"));
}

#[test]
fn colour_says_nothing_that_words_do_not() {
    let coloured = told(&dam(), &Options { colour: true, ..options(100) });
    let mut plain = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    plain.push_str(rest);
    assert_eq!(plain, told(&dam(), &options(100)));
}

/// The rows of the tree of one claim, whose articles are given as (outlet, minute, the outlets named from the nearest
/// one outward, whether it copies).
fn tree(articles: &[(&str, i64, &[&str], bool)], unfold: bool) -> String {
    let mut story = Story::default();
    let mut names: Vec<&str> = articles.iter().flat_map(|article| article.2).copied().collect();
    names.sort_unstable();
    names.dedup();
    let mut occurrences = Vec::new();
    for (outlet, minute, ..) in articles {
        story.document(&outlet.to_lowercase(), Some(outlet), Some(*minute), "The dam held.");
    }
    for name in &names {
        story.source(name, SourceKind::Outlet, false);
    }
    let at = |name: &str| names.iter().position(|known| *known == name).unwrap();
    for (doc, (_, _, chain, copies)) in articles.iter().enumerate() {
        let kind = if *copies { HopKind::Copied } else { HopKind::Relayed };
        let via = chain.iter().map(|name| inferred(kind, Some(at(name)), "so it seems")).collect();
        occurrences.push(story.occurrence(doc, "The dam held", via, chain.last().map(|name| at(name))));
    }
    let claim = Claim {
        id: "c1".to_owned(),
        canonical: "The dam held".to_owned(),
        occurrences,
        origins: Vec::new(),
        independence: Independence::default(),
        official: Official::default(),
        disagreements: Vec::new(),
        drifts: Vec::new(),
        corrections: Vec::new(),
        judged: Vec::new(),
    };
    story.trace.claims = vec![claim];
    let findings = story.findings();
    let lines = tree::draw(findings, &story.trace.claims[0], When::of(&story.documents), 100, unfold);
    let mut out = Vec::new();
    Page::new(&mut out, 100, false).lines(lines).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn trees() {
    let check = |articles: &[(&str, i64, &[&str], bool)], expected: &str| {
        assert_eq!(tree(articles, false).trim_end(), expected.trim_matches('\n'), "{articles:?}");
    };
    check(
        &[("A", 1, &[], false), ("B", 2, &[], false)],
        "
  (?) lineage not recorded
   ├·· A   3 May 00:01
   └·· B   3 May 00:02",
    );
    // B names A, whose own source nobody knows: A stands at the top.
    check(
        &[("A", 1, &[], false), ("B", 2, &["A"], false), ("C", 3, &["B", "A"], false)],
        "
  (o) A        3 May 00:01    its own source is not recorded
   └╌╌ B       3 May 00:02    inferred
       └╌╌ C   3 May 00:03    inferred",
    );
    // X is cited and not among the articles.
    check(
        &[("A", 1, &["X"], false), ("B", 2, &["A", "X"], false)],
        "
  (o) X, outlet; names no further source
   └╌╌ A       3 May 00:01    inferred
       └╌╌ B   3 May 00:02    inferred",
    );
    // Copies fold, in the place of the first; what is not dated among the articles keeps its place.
    check(
        &[
            ("A", 1, &["X"], false),
            ("B", 2, &["A", "X"], true),
            ("C", 3, &["A", "X"], true),
            ("D", 4, &["A", "X"], false),
            ("E", 5, &["A", "X"], true),
        ],
        "
  (o) X, outlet; names no further source
   └╌╌ A               3 May 00:01    inferred
       ├╌╌ ×3 copies   3 May 00:02    none credited
       └╌╌ D           3 May 00:04    inferred",
    );
    // Two outlets that name each other: drawn as said, and it ends.
    let circle = tree(&[("A", 1, &["B"], false), ("B", 2, &["A"], false)], false);
    assert_eq!(circle.lines().count(), 4, "{circle}");
}

#[test]
fn a_long_chain_and_a_wide_one_are_drawn_in_time() {
    let names: Vec<String> = (0..200).map(|index| format!("N{index:03}")).collect();
    let back: Vec<&str> = names.iter().rev().map(String::as_str).collect();
    let chain: Vec<(&str, i64, &[&str], bool)> = names
        .iter()
        .enumerate()
        .map(|(index, name)| (name.as_str(), index as i64, &back[names.len() - index..], false))
        .collect();
    assert_eq!(tree(&chain, false).lines().count(), names.len());
    let wide: Vec<(&str, i64, &[&str], bool)> =
        names.iter().map(|name| (name.as_str(), 1, &["X"][..], true)).collect();
    assert_eq!(tree(&wide, false).lines().count(), 2);
    assert_eq!(tree(&wide, true).lines().count(), names.len() + 1);
}
