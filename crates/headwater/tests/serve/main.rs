//! The web app over plain HTTP: the real server, asked as browsers, programs and attackers ask.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up its files has failed")]

mod document;
mod edits;
#[path = "../report/markup.rs"]
mod markup;
mod program;
mod refused;
mod server;

use markup::{tags, words};
use server::{Server, add, articles};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Over the bundled story, for tests that only read.
static EXAMPLE: LazyLock<Server> = LazyLock::new(|| Server::of(&[&articles()]));

/// Words of the first claim of a page of claims, and its address.
fn claim_of(page: &str) -> String {
    let at = page.find("href=\"/claims/").expect("a claim");
    page[at + 6..].split('"').next().unwrap().to_owned()
}

/// The decisions that the forms of a page carry.
fn decisions(page: &str) -> Vec<String> {
    let parts = page.split("name=\"decision\" value=\"").skip(1);
    parts.map(|part| words(part.split('"').next().unwrap())).collect()
}

#[test]
fn every_page_answers_and_every_link_leads_somewhere() {
    let server = &*EXAMPLE;
    let mut waiting: Vec<String> = vec!["/".to_owned()];
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut claims = 0;
    while let Some(path) = waiting.pop() {
        let bare = path.split('#').next().unwrap().to_owned();
        // Every claim and article once; their words are many.
        let page = bare.split('?').next().unwrap().to_owned();
        if !seen.insert(if page.starts_with("/articles/") { page } else { bare.clone() }) || seen.len() > 120
        {
            continue;
        }
        let reply = server.get(&bare);
        assert_eq!(reply.status, 200, "{path}");
        let heads = tags(&reply.body).into_iter().filter(|tag| tag.name == "h1").count();
        assert!(heads == 1 || !reply.header("content-type").contains("html"), "{path} has {heads} headings");
        claims += usize::from(bare.starts_with("/claims/"));
        for tag in tags(&reply.body) {
            let inside = tag.values("href").filter(|href| href.starts_with('/'));
            waiting.extend(inside.map(|href| href.replace("&amp;", "&")));
        }
    }
    assert!(claims > 20, "{claims} claims");
    for path in
        ["/claims", "/articles", "/sources", "/timeline", "/compare", "/judgements", "/method", "/add"]
    {
        assert!(seen.contains(path), "{path} is reached from no page");
    }
}

#[test]
fn a_page_keeps_what_it_says_in_its_head() {
    let reply = EXAMPLE.get("/");
    let policy = reply.header("content-security-policy");
    for part in [
        "default-src 'none'",
        "script-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ] {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(reply.header("x-content-type-options"), "nosniff");
    assert_eq!(reply.header("cache-control"), "no-store");
    for tag in tags(&reply.body) {
        let handler =
            tag.attributes.iter().find(|(name, _)| name.starts_with("on") || name.as_str() == "style");
        assert!(handler.is_none(), "{} has {handler:?}", tag.name);
    }
}

#[test]
fn words_are_found_and_lead_to_where_they_stand() {
    let reply = EXAMPLE.get("/search?q=screamed");
    assert_eq!(reply.status, 200);
    let link = reply
        .body
        .split("href=\"")
        .map(|part| part.split('"').next().unwrap())
        .find(|href| href.contains("?at="));
    let article = EXAMPLE.get(link.expect("a place").split('#').next().unwrap());
    assert!(article.body.contains("id=\"words\""), "the words are not marked");
    assert!(EXAMPLE.get("/search?q=screamed&from=then").body.contains("a day is given"));
    // What is no place in the text is no mark in it.
    for at in ["9-3", "x-y", "0-99999999999", "99999999999999999999-1", "-", "5-5"] {
        let article = EXAMPLE.get(&format!("/articles/herald-gate?at={at}"));
        assert_eq!((article.status, article.body.contains("id=\"words\"")), (200, false), "{at}");
    }
}

#[test]
fn old_addresses_lead_to_the_claim_or_say_what_happened() {
    let list = EXAMPLE.get("/claims");
    let address = claim_of(&list.body);
    let by_id = EXAMPLE.get("/claims/c1");
    assert_eq!((by_id.status, by_id.header("location")), (303, address.as_str()));
    let gone = EXAMPLE.get("/claims/0123456789abcdef");
    assert_eq!(gone.status, 404);
    assert!(gone.body.contains("decided otherwise"), "{}", gone.body);
}

const STRIKE: &str = "Dam workers strike\nCoast Post\n2032-04-16\n\nThe harbour master, Ilse Brandt, told the Coast Post on Friday that 63 boats \
    lay at anchor in Ostrel.\n";

#[test]
fn an_article_that_is_sent_shows_with_its_claims() {
    let server = Server::of(&[]);
    assert!(server.get("/").body.contains("The story is empty"));
    let reply = server.upload("strike.txt", STRIKE);
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert_eq!(reply.json()["articles"][0]["outcome"], "added", "{}", reply.body);
    server.settle();
    assert!(server.get("/claims").body.contains("63 boats"), "{}", server.get("/claims").body);
    assert!(server.get("/articles/strike").body.contains("Ilse Brandt"));
    assert_eq!(server.upload("strike.txt", STRIKE).json()["articles"][0]["outcome"], "unchanged");
    // What cannot be read is told, and the name of a file is no path.
    let reply = server
        .upload("../../../tmp/noise.txt", "\u{0}\u{1}\u{2}\u{0}\u{0}\u{1}\u{2}\u{0}\u{0}\u{1}\u{2}\u{0}");
    assert_eq!(reply.json()["problems"][0]["path"], "noise.txt", "{}", reply.body);
    let large = server.upload("large.txt", &"\u{0}\u{1}".repeat(4 << 20));
    assert_eq!(
        (large.status, large.json()["problems"].as_array().unwrap().len()),
        (200, 1),
        "{}",
        large.body
    );
}

#[test]
fn what_comes_after_the_front_page_was_seen_is_new() {
    let server = Server::of(&[&articles()]);
    assert!(!server.get("/").body.contains("New since"));
    assert_eq!(server.post("/seen", &[("form", "x")]).status, 403);
    assert_eq!(server.post("/seen", &[("form", &server.form)]).status, 303);
    let denied = "Denial\nCoast Post\n2032-04-17T10:00Z\n\nThe National Rescue Directorate denied on Saturday that two maintenance workers were \
        missing.\n";
    assert_eq!(server.upload("denial.txt", denied).status, 200);
    server.settle();
    let front = server.get("/").body;
    assert!(front.contains("New since") && front.contains("1 article was added or edited"), "{front}");
}

#[test]
fn what_another_process_adds_shows() {
    let server = Server::of(&[]);
    let article = server.beside("strike.txt", STRIKE);
    add(&server.story(), &[&article]);
    server.settle();
    // The server looks twice a second; `settle` has it at the latest.
    let seen = (0..100).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        server.get("/claims").body.contains("63 boats")
    });
    assert!(seen);
}

#[test]
fn a_judgement_changes_the_page_and_is_taken_back() {
    let server = Server::of(&[&articles()]);
    let address = claim_of(&server.get("/claims").body);
    let before = server.get(&address);
    let origin =
        decisions(&before.body).into_iter().find(|decision| decision.contains("\"origin\"")).unwrap();
    let fields = [
        ("form", server.form.as_str()),
        ("back", &address),
        ("decision", &origin),
        ("name", "Ada Holt"),
        ("who", "I. Marr <b>"),
        ("note", "she said so & \"more\""),
    ];
    let reply = server.post("/judgements", &fields);
    assert_eq!(reply.status, 303, "{}", reply.body);
    assert_eq!(reply.header("location"), format!("{address}?done=j1"));
    let after = server.get(&address);
    for told in ["Ada Holt", "The analyst decided", "I. Marr &lt;b&gt;", "she said so &amp; &quot;more&quot;"]
    {
        assert!(after.body.contains(told), "{told}");
    }
    assert!(!before.body.contains("Ada Holt"));
    let undo = decisions(&after.body).into_iter().find(|decision| decision.contains("\"undo\"")).unwrap();
    let reply = server.post(
        "/judgements",
        &[("form", &server.form), ("back", "//evil.example/"), ("decision", &undo), ("who", "I. Marr")],
    );
    assert_eq!((reply.status, reply.header("location")), (303, "/judgements?done=j2"));
    assert!(!server.get(&address).body.contains("Ada Holt"));
    let all = server.get("/judgements");
    assert!(all.body.contains("Taken back") && all.body.contains("Nothing is decided"), "{}", all.body);
    let without = |left_out: &str| {
        let kept: Vec<(&str, &str)> = fields.iter().copied().filter(|(name, _)| *name != left_out).collect();
        server.post("/judgements", &kept).status
    };
    assert_eq!((without("form"), without("who"), without("decision")), (403, 400, 400));
}

#[test]
fn two_claims_become_one_from_the_list() {
    let server = Server::of(&[&articles()]);
    let list = server.get("/claims");
    let first = claim_of(&list.body);
    let choice = server.get(&format!("/claims?join={}", first.trim_start_matches("/claims/")));
    let join = decisions(&choice.body).into_iter().find(|decision| decision.contains("same_claim")).unwrap();
    let reply = server.post(
        "/judgements",
        &[("form", &server.form), ("back", &first), ("decision", &join), ("who", "I. Marr")],
    );
    assert_eq!(reply.status, 303, "{}", reply.body);
    let story = server.api("GET", "/api/v1/story", "", b"").json();
    assert!(list.body.contains(&format!("{} claims.", story["claims"].as_u64().unwrap() + 1)), "{story}");
    assert!(matches!(server.get(&first).status, 200 | 303));

    let names = |server: &Server| {
        let all = server.api("GET", "/api/v1/sources", "", b"").json();
        let all = all["sources"].as_array().unwrap().clone();
        all.iter()
            .filter(|source| source["kind"] == "person")
            .map(|source| source["name"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let before = names(&server);
    let decide = |a: &str, b: &str, same: &str| {
        server.post(
            "/judgements",
            &[
                ("form", &server.form),
                ("back", "/sources"),
                ("a", a),
                ("b", b),
                ("same", same),
                ("who", "I. Marr"),
            ],
        )
    };
    let reply = decide(&before[0], &before[1], "same_source");
    assert_eq!((reply.status, reply.header("location")), (303, "/sources?done=j2"), "{}", reply.body);
    let told = server.api("GET", "/api/v1/judgements", "", b"").json();
    let last = told["judgements"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (last["decision"].as_str(), last["outcome"].as_str()),
        (Some("same_source"), Some("applied")),
        "{last}"
    );
    assert_eq!((decide("", &before[1], "same_source").status, decide("a", "b", "both").status), (400, 400));
}

#[test]
fn the_timeline_and_the_ledger_are_told_in_pages() {
    let whole = EXAMPLE.get("/timeline").body;
    assert!(whole.contains("12 articles") || whole.contains("Published: "), "{whole}");
    let count = |path: &str| EXAMPLE.get(path).body.matches("<tr").count();
    let (shared, all, day) =
        (count("/timeline"), count("/timeline?show=all"), count("/timeline?from=2032-04-14&to=2032-04-14"));
    assert!(day > 1 && day < shared && shared < all, "{day}, {shared}, {all}");
    // The articles of a day lead to a search that finds as many.
    let link =
        whole.split("href=\"").find(|part| part.starts_with("/search?from=")).expect("articles of a day");
    let (address, rest) = link.split_once('"').unwrap();
    let told = rest.split_once('>').unwrap().1.split('<').next().unwrap();
    let found = EXAMPLE.get(&address.replace("&amp;", "&")).body;
    assert!(found.contains(&format!("{told}.")), "{told}\n{found}");
    assert_eq!(EXAMPLE.get("/timeline?from=tomorrow").status, 400);
    assert_eq!(EXAMPLE.get("/timeline?page=99").status, 200);
    for (show, heads) in [("", 3), ("outlets", 1), ("unnamed", 1), ("named", 1), ("same", 0), ("none", 0)] {
        let page = EXAMPLE.get(&format!("/sources?show={show}")).body;
        assert_eq!(page.matches("<table").count(), heads, "{show}");
    }
    assert!(EXAMPLE.get("/sources?show=same").body.contains("list=\"names\""));
    assert!(EXAMPLE.get("/sources?show=named&q=zzz").body.contains("None."));
}
