//! Callers who may not, requests that are none, and words that mean harm.

use super::EXAMPLE;
use super::markup::{tags, words};
use super::server::{Server, multipart};
use serde_json::json;

#[test]
fn nothing_is_told_without_the_token() {
    let server = &*EXAMPLE;
    for path in
        ["/", "/claims", "/articles/herald-gate", "/search?q=dam", "/api/v1/claims", "/api/v1/story", "/none"]
    {
        let reply = server.send("GET", path, &[], b"");
        assert_eq!(reply.status, 401, "{path}");
        assert!(!reply.body.contains("Halchin") && !reply.body.contains("herald"), "{path}: {}", reply.body);
    }
    for lines in [
        ("Cookie", "headwater=1"),
        ("Cookie", "headwater-0=; headwater-1=x"),
        ("Authorization", "Bearer"),
        ("Authorization", "Bearer 0000"),
        ("Authorization", "Basic dXNlcjpwYXNz"),
    ] {
        assert_eq!(server.send("GET", "/claims", &[lines], b"").status, 401, "{lines:?}");
    }
    assert_eq!(server.send("GET", "/?token=0000", &[], b"").status, 401);
    let twice = [("Authorization", &*format!("Bearer {}", server.token)), ("Authorization", "Bearer x")];
    assert_eq!(server.send("GET", "/claims", &twice, b"").status, 401);
}

#[test]
fn the_token_becomes_a_cookie_and_leaves_the_address() {
    let server = &*EXAMPLE;
    let reply = server.send("GET", &format!("/claims?show=denied&token={}", server.token), &[], b"");
    assert_eq!((reply.status, reply.header("location")), (303, "/claims?show=denied"));
    let cookie = reply.header("set-cookie");
    assert!(
        cookie.starts_with(&server.cookie)
            && cookie.contains("HttpOnly")
            && cookie.contains("SameSite=Strict"),
        "{cookie}"
    );
    assert!(!cookie.contains(&server.token), "the cookie is not the token");
    let away = server.send("GET", &format!("//evil.example/x?token={}", server.token), &[], b"");
    assert_eq!((away.status, away.header("location")), (303, "/evil.example/x"));
    let kind = ("Content-Type", "application/x-www-form-urlencoded");
    assert_eq!(
        server.send("POST", "/login", &[kind], format!("key={}", server.token).as_bytes()).status,
        303
    );
    assert_eq!(server.send("POST", "/login", &[kind], b"key=guess").status, 401);
}

#[test]
fn other_sites_get_nothing_and_change_nothing() {
    let server = &*EXAMPLE;
    let cookie = ("Cookie", server.cookie.as_str());
    for host in ["evil.example", "127.0.0.1.evil.example", "", "localhost@evil.example", "192.168.0.1"] {
        assert_eq!(server.send("GET", "/claims", &[cookie, ("Host", host)], b"").status, 421, "{host}");
    }
    let body = format!("form={}&who=x&decision={{}}", server.form);
    for line in [
        ("Origin", "http://evil.example"),
        ("Origin", "null"),
        ("Origin", "http://localhost:1"),
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
    ] {
        let reply = server.send("POST", "/judgements", &[cookie, line], body.as_bytes());
        assert_eq!(reply.status, 403, "{line:?}");
        assert_eq!(server.send("POST", "/api/v1/articles", &[cookie, line], b"").status, 403, "{line:?}");
    }
    // A browser without the word of a page changes nothing, whatever it sends.
    for path in ["/judgements", "/api/v1/judgements", "/api/v1/articles"] {
        let kind = ("Content-Type", "application/json");
        assert_eq!(server.send("POST", path, &[cookie, kind], b"{}").status, 403, "{path}");
    }
    let kind = ("Content-Type", "multipart/form-data; boundary=xx");
    assert_eq!(server.send("POST", "/articles", &[cookie, kind], &multipart("a.txt", "x")).status, 403);
}

#[test]
fn no_path_leads_out_of_the_story() {
    let server = &*EXAMPLE;
    for path in [
        "/articles/../../../../etc/passwd",
        "/articles/%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/articles/..%5c..%5cwindows%5cwin.ini",
        "/static/../Cargo.toml",
        "/static/%2e%2e/a.story",
        "/a.story",
        "/api/v1/documents/..%2f..%2fetc%2fpasswd",
        "/claims/%00",
        "/articles/%ff%fe",
        "/compare?a=../../etc/passwd&b=%00",
    ] {
        let reply = server.get(path);
        assert!(matches!(reply.status, 404 | 200), "{path}: {}", reply.status);
        assert!(!reply.body.contains("root:") && !reply.body.contains("SQLite format"), "{path}");
        assert!(reply.status == 404 || path.starts_with("/compare"), "{path}: {}", reply.status);
    }
}

#[test]
fn requests_that_are_none_end_nothing() {
    let server = &*EXAMPLE;
    let host = format!("Host: {}\r\nCookie: {}\r\nConnection: close\r\n", server.address, server.cookie);
    let long = "x".repeat(100_000);
    for bytes in [
        "".to_owned(),
        "\r\n\r\n".to_owned(),
        "GET".to_owned(),
        "GET / HTTP/9.9\r\n\r\n".to_owned(),
        "\u{0}\u{1}\u{2}\u{fffd}\r\n\r\n".to_owned(),
        format!("GET /{long} HTTP/1.1\r\n{host}\r\n"),
        format!("GET / HTTP/1.1\r\n{host}X: {long}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\n{host}{}\r\n", "A: b\r\n".repeat(5_000)),
        format!(
            "GET /search?q={}&page=99999999999999999999 HTTP/1.1\r\n{host}\r\n",
            "%22-%2a%28".repeat(300)
        ),
        format!(
            "GET /claims?page=18446744073709551615&q={} HTTP/1.1\r\n{host}\r\n",
            "%f0%9f%92%a5".repeat(500)
        ),
        format!("POST /judgements HTTP/1.1\r\n{host}Content-Length: 18446744073709551615\r\n\r\nx"),
        format!(
            "POST /judgements HTTP/1.1\r\n{host}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n0\r\n\r\n"
        ),
        format!(
            "POST /api/v1/judgements HTTP/1.1\r\n{host}Content-Type: application/json\r\nContent-Length: 2\r\n\r\n[]"
        ),
        format!("DELETE /claims HTTP/1.1\r\n{host}\r\n"),
        format!("OPTIONS * HTTP/1.1\r\n{host}\r\n"),
        format!("CONNECT evil.example:443 HTTP/1.1\r\n{host}\r\n"),
        format!("GET http://evil.example/ HTTP/1.1\r\n{host}\r\n"),
    ] {
        // Nothing more comes: the server must not wait for it for ever.
        let mut stream = std::net::TcpStream::connect(server.address).unwrap();
        let _ = std::io::Write::write_all(&mut stream, bytes.as_bytes());
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        stream.set_read_timeout(Some(std::time::Duration::from_secs(30))).unwrap();
        let _ = std::io::Read::read_to_end(&mut stream, &mut answer);
        let answer = String::from_utf8_lossy(&answer);
        let status: u16 = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        assert!(!(500..=599).contains(&status), "{:?}: {answer}", &bytes[..bytes.len().min(80)]);
        assert_eq!(server.get("/claims").status, 200, "after {:?}", &bytes[..bytes.len().min(80)]);
    }
}

#[test]
fn what_is_too_large_or_broken_is_refused() {
    let server = &*EXAMPLE;
    let huge = vec![b'x'; 300 << 10];
    assert_eq!(server.api("POST", "/api/v1/judgements", "application/json", &huge).status, 413);
    let declared = format!(
        "POST /api/v1/articles HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\nConnection: close\r\nContent-Type: multipart/form-data; \
         boundary=xx\r\nContent-Length: 999999999\r\n\r\n",
        server.address, server.token
    );
    assert!(server.raw(declared.as_bytes()).starts_with("HTTP/1.1 413"));
    let check = |kind: &str, body: &[u8], status: u16| {
        let reply = server.api("POST", "/api/v1/articles", kind, body);
        assert_eq!(reply.status, status, "{kind}: {}", reply.body);
        assert_eq!(reply.header("content-type"), "application/problem+json");
    };
    check(
        "multipart/form-data; boundary=xx",
        b"--xx\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a\"\r\n\r\ncut",
        400,
    );
    check("multipart/form-data", b"", 400);
    check("text/plain", b"hello", 400);
    let judge =
        |kind: &str, body: &str| server.api("POST", "/api/v1/judgements", kind, body.as_bytes()).status;
    let good = json!({ "who": "I. Marr", "decision": "undo", "takes_back": "j999" }).to_string();
    assert_eq!(judge("text/plain", &good), 400);
    assert_eq!(judge("application/json", &good), 404);
    for body in [
        "",
        "[]",
        "{}",
        "{\"decision\":\"undo\"}",
        "{\"who\":\"x\",\"decision\":\"same_claim\"}",
        "{\"who\":5}",
        "\u{0}",
    ] {
        assert_eq!(judge("application/json", body), 400, "{body}");
    }
    assert_eq!(judge("application/json", &"[".repeat(100_000)), 400);
    assert_eq!(server.api("DELETE", "/api/v1/articles", "text/plain", b"").status, 405);
}

/// Words that ever broke out of a page.
const ATTACKS: [&str; 8] = [
    "<script>alert(1)</script>",
    "\"><svg onload=alert(1)>",
    "</title></main></html><!--",
    "javascript:alert(1)",
    "<img src=x onerror=alert(1)>",
    "\u{202E}drawkcab\u{2066}isolated\u{2069}",
    "'+alert(1)+' ${x} {{x}} ]]>",
    "../../%2e%2e/a?b#c&d=e",
];

#[test]
fn hostile_words_stay_words() {
    let attack = ATTACKS.join(" ");
    let server = Server::of(&[]);
    let mut lines = String::new();
    for (at, outlet) in ["Gazette", "Herald", "Post"].iter().enumerate() {
        let line = json!({
            "id": format!("{at} {attack}"),
            "title": format!("Ferry {attack}"),
            "outlet": format!("{outlet} {attack}"),
            "author": attack,
            "url": format!("javascript:alert({at})"),
            "date": "2031-05-04",
            "text": format!("The mayor, Ilse Brandt, told the {outlet} that 63 passengers of the ferry {attack} were safe.\n\n{attack} said so."),
        });
        lines.push_str(&format!("{line}\n"));
    }
    assert_eq!(server.upload("pile.jsonl", &lines).status, 200);
    server.settle();
    let list = server.api("GET", "/api/v1/documents", "", b"").json();
    assert_eq!(list["total"], 3, "{list}");
    let mut paths: Vec<String> =
        ["/", "/claims", "/articles", "/sources", "/timeline", "/compare", "/add", "/method"]
            .map(str::to_owned)
            .into();
    paths.push(format!("/search?q=ferry&outlet={}", "%3Cscript%3E%22"));
    paths.push("/claims?q=%3Cscript%3Ealert(1)%3C/script%3E&show=%22%3E&join=%3Csvg".to_owned());
    paths.push("/compare?a=%22%3E%3Cscript%3E&b=%3Csvg+onload%3Dx%3E".to_owned());
    for page in ["/articles", "/claims", "/search?q=ferry"] {
        let body = server.get(page).body;
        let found = tags(&body);
        let inside = found.iter().flat_map(|tag| tag.values("href")).filter(|href| href.starts_with('/'));
        paths.extend(inside.map(|href| href.replace("&amp;", "&").split('#').next().unwrap().to_owned()));
    }
    assert!(paths.iter().any(|path| path.starts_with("/articles/")), "{paths:?}");
    paths.sort();
    paths.dedup();
    for path in &paths {
        let reply = server.get(path);
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        if !reply.header("content-type").starts_with("text/html") {
            continue;
        }
        let told = words(&reply.body);
        assert!(!told.contains('\u{202E}') && !told.contains('\u{2066}'), "{path} turns its words around");
        let mut scripts = 0;
        for tag in tags(&reply.body) {
            scripts += usize::from(tag.name == "script");
            assert!(tag.name != "img", "{path}");
            for (name, value) in &tag.attributes {
                assert!(!name.starts_with("on"), "{path}: {name}");
                let leads = ["href", "src", "action"].contains(&name.as_str());
                assert!(
                    !leads || value.starts_with(['/', '#']) || value == "data:,",
                    "{path}: {name}={value}"
                );
            }
        }
        assert_eq!(scripts, 1, "{path}");
    }
}
