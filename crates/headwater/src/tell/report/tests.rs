//! The page and the brief of a small invented story.

use super::{Options, brief, page, view, write};
use crate::tell::story::{Story, dam, inferred};
use headwater_trace::{HopKind, Outcome, Ruling, RulingKind, Voice};

fn options() -> Options<'static> {
    Options { title: Some("The dam".to_owned()), language: "en", since: None }
}

fn told(story: &Story) -> String {
    let mut out = Vec::new();
    write(&mut out, story.findings(), &options()).unwrap();
    String::from_utf8(out).unwrap()
}

/// Without style and script, which would hide every other change, and without figures, which change with the program.
fn body(page: &str) -> String {
    let body = &page[page.find("<main").unwrap()..page.find("<section id=\"method\"").unwrap()];
    let broken = body.replace("><", ">\n<");
    broken.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_story_as_a_page() {
    insta::assert_snapshot!(body(&told(&dam())));
}

#[test]
fn the_story_as_a_brief() {
    let mut out = Vec::new();
    brief::write(&mut out, dam().findings(), &options()).unwrap();
    let brief = String::from_utf8(out).unwrap();
    let (before, rest) = brief.split_once("## Method").unwrap();
    let (_, words) = rest.split_once("## The words").unwrap();
    insta::assert_snapshot!(format!("{before}## The words{words}"));
}

#[test]
fn an_empty_pile_is_a_page_too() {
    let page = told(&Story::default());
    assert!(page.contains("No articles carry no claims") && page.ends_with("</html>"));
}

#[test]
fn each_voice_has_its_look_and_its_label() {
    let mut story = dam();
    let hop = &mut story.trace.claims[0].occurrences[1].via[0];
    hop.voice = Voice::Analyst;
    let page = told(&story);
    for (class, label) in
        [("says", "The text says"), ("infers", "Headwater infers"), ("judged", "The analyst decided")]
    {
        let blocks = page.matches(&format!("<div class=\"{class}\">")).count();
        let labelled =
            page.matches(&format!("<div class=\"{class}\"><span class=\"voice\">{label}</span>")).count();
        assert!(blocks > 0 && blocks == labelled, "{class}: {blocks} blocks, {labelled} labels");
    }
    // One that explains the voice, one in the margin of the article.
    assert_eq!(page.matches("<div class=\"judged\">").count(), 2);
}

#[test]
fn what_another_article_states_is_inferred_of_this_one() {
    let mut story = dam();
    let occurrence = &mut story.trace.claims[0].occurrences[3];
    occurrence.via.insert(0, inferred(HopKind::Copied, Some(1), "copied"));
    let report = view::Report::of(story.findings(), &options());
    let claim = report.repeated.iter().chain(&report.supported).find(|claim| claim.id == "c1").unwrap();
    let path = &claim.first.iter().chain(&claim.rest).find(|found| found.id == "c1-4").unwrap().path;
    assert!(path.stated.is_empty(), "{path:?}");
}

#[test]
fn judgements_that_were_not_obeyed_are_told_with_their_reasons() {
    let mut story = dam();
    assert!(!told(&story).contains("Judgements that were not obeyed"));
    story.trace.judgements = vec![Ruling {
        id: "j1".to_owned(),
        who: "I. Marr".to_owned(),
        when: jiff::Timestamp::UNIX_EPOCH,
        note: Some("he told me".to_owned()),
        kind: RulingKind::Origin,
        text: "<Gate two> comes from Ada Holt".to_owned(),
        places: Vec::new(),
        outcome: Outcome::NotApplied,
        reason: Some("its words stand in no article".to_owned()),
    }];
    let unread = [headwater_text::Problem {
        place: headwater_text::Place { path: "mine.jsonl".to_owned(), line: Some(3), byte: None },
        message: "no such decision".to_owned(),
        ..story.problems[0].clone()
    }];
    let findings = crate::tell::Findings { unread: &unread, ..story.findings() };
    let (mut page, mut brief) = (Vec::new(), Vec::new());
    write(&mut page, findings, &options()).unwrap();
    brief::write(&mut brief, findings, &options()).unwrap();
    let [page, brief] = [page, brief].map(|told| String::from_utf8(told).unwrap());
    // What was decided in one voice, why it was not done in another.
    let decided = "<span class=\"voice\">The analyst decided</span><p>&lt;Gate two&gt; comes from Ada Holt “he told me”</p>";
    assert!(page.contains(decided), "{page}");
    assert!(page.contains("<span class=\"sig\">I. Marr, 1 Jan 1970 00:00</span>"));
    assert!(page.contains("<b>Not obeyed.</b> Its words stand in no article."));
    assert!(page.contains("None stands here."));
    assert!(page.contains("no such decision"));
    for words in ["comes from Ada Holt", "**Not obeyed.** Its words stand in no article.", "no such decision"]
    {
        assert!(brief.contains(words), "{words}\nnot in\n{brief}");
    }
}

#[test]
fn articles_that_give_each_other_as_the_source_are_joined_by_a_line_back() {
    let back = "class=\"e back\"";
    // The key has one.
    assert_eq!(told(&dam()).matches(back).count(), 1);
    let mut story = dam();
    let returns = story.stated(HopKind::Relayed, 2, 0, "told");
    story.trace.claims[0].occurrences[0].via.insert(0, returns);
    story.trace.circular = vec![(0, 1)];
    let page = told(&story);
    assert!(page.contains("each give the other as the source."));
    assert!(page.matches(back).count() >= 3, "in the wide picture and in the narrow one");
}

#[test]
fn three_copies_fold_and_every_one_is_there() {
    let mut story = dam();
    let copy = story.trace.claims[0].occurrences[2].clone();
    for name in ["north", "south", "west"] {
        let text = story.documents[copy.doc].text.clone();
        let doc = story.document(name, Some(name), Some(410), &text);
        story.annotations[doc].attributions = story.annotations[copy.doc].attributions.clone();
        story.annotations[doc].mentions = story.annotations[copy.doc].mentions.clone();
        let mut occurrence = copy.clone();
        occurrence.doc = doc;
        for hop in &mut occurrence.via {
            hop.evidence = hop.evidence.map(|evidence| headwater_trace::Evidence { doc, ..evidence });
        }
        story.trace.claims[0].occurrences.push(occurrence);
    }
    let page = told(&story);
    assert!(page.contains("Unfold the 4 copies") && page.contains("×4"), "folded");
    for name in ["north", "south", "west"] {
        assert!(page.contains(&format!("<tspan class=\"an\">{name}</tspan>")), "{name} is drawn unfolded");
    }
}

#[test]
fn the_policy_names_the_very_style_and_script() {
    use base64::Engine as _;
    use sha2::Digest as _;
    let page = told(&dam());
    for (open, close) in [("<style>", "</style>"), ("<script>", "</script>")] {
        assert_eq!(page.matches(open).count(), 1, "{open}");
        let start = page.find(open).unwrap() + open.len();
        let inside = &page[start..start + page[start..].find(close).unwrap()];
        let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(inside.as_bytes()));
        assert!(page.contains(&format!("'sha256-{hash}'")), "{open}");
    }
    assert!(page.contains("default-src 'none'"));
    assert_eq!(page::page(&view::Report::of(dam().findings(), &options())).into_string(), page);
}
