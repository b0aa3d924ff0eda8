//! The command itself: what it refuses, what it tells, how it ends.

use super::server::{add, articles, multipart};
use headwater::story::Story;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

fn story() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dam.story");
    Story::create(&path).unwrap();
    (folder, path)
}

/// A server over `story`, with what it prints.
#[cfg(unix)]
fn serving(story: &Path) -> (Child, impl Iterator<Item = String>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_headwater"));
    printing(command.arg("serve").arg(story).args(["--port", "0"]))
}

#[cfg(unix)]
fn printing(command: &mut Command) -> (Child, impl Iterator<Item = String> + use<>) {
    let mut server = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(server.stdout.take().unwrap()).lines();
    (server, lines.map(Result::unwrap))
}

/// Its host and token, of the line that tells them.
fn address(told: &str) -> (&str, &str) {
    told.split_once("http://").unwrap().1.split_once("/?token=").unwrap()
}

#[cfg(unix)]
fn interrupt(server: &Child) {
    assert!(Command::new("kill").args(["-INT", &server.id().to_string()]).status().unwrap().success());
}

#[test]
fn what_it_refuses() {
    let (folder, story) = story();
    let short = folder.path().join("short");
    std::fs::write(&short, "secret\n").unwrap();
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let check = |arguments: &[&str], expected: &str| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_headwater")).arg("serve").args(arguments).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {told}");
        assert!(told.contains(expected), "{arguments:?}: {told}");
    };
    let (story, short) = (story.to_str().unwrap(), short.to_str().unwrap());
    check(
        &[story, "--listen", "0.0.0.0"],
        "0.0.0.0 is beyond this machine, and no password was given\nhint: name a file",
    );
    check(&[story, "--listen", "::"], "beyond this machine");
    check(
        &[story, "--listen", "0.0.0.0", "--password-file", short],
        "a password is one line of at least 12 characters",
    );
    check(&[story, "--listen", "0.0.0.0", "--password-file", "none"], "cannot read none");
    check(&[story, "--port", &port], "cannot listen on 127.0.0.1");
    check(&["none.story", "--port", "0"], "none.story: no such file or folder");
    check(&[short, "--port", "0"], "not a story file");
}

#[test]
#[cfg(unix)]
fn it_tells_its_address_and_ends_when_it_is_told_to() {
    let (_folder, story) = story();
    let (server, mut lines) = serving(&story);
    let told = lines.next().unwrap();
    assert!(told.starts_with("dam: http://127.0.0.1:") && told.contains("/?token="), "{told}");
    assert_eq!(lines.next().unwrap(), "Ctrl-C ends it");
    // It is told just before the server can be ended.
    std::thread::sleep(std::time::Duration::from_millis(500));
    interrupt(&server);
    let output = server.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

/// What the server that listens at `host` answers to whoever has the token.
fn ask(host: &str, token: &str, what: &str, lines: &str, body: &[u8]) -> String {
    let head = format!(
        "{what} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n{lines}Content-Length: {}\r\n\r\n",
        body.len()
    );
    let mut stream = TcpStream::connect(host).unwrap();
    stream.write_all(&[head.as_bytes(), body].concat()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
#[cfg(unix)]
fn a_disk_that_fills_up_is_told_with_what_is_stored() {
    let (_folder, story) = story();
    // A limit on the size of files, in blocks of 512 bytes, stands for a disk that is full.
    let script = "trap '' XFSZ; ulimit -f 500; exec \"$0\" serve \"$1\" --port 0";
    let (mut server, mut lines) = printing(Command::new("sh").args([
        "-c",
        script,
        env!("CARGO_BIN_EXE_headwater"),
        story.to_str().unwrap(),
    ]));
    let told = lines.next().unwrap();
    let (host, token) = address(&told);
    let records: Vec<String> = (0..120)
        .map(|index| {
            let text =
                format!("Some {} people left Kelby on Monday, the mayor said. Police denied it.", index + 2);
            format!("{{\"id\": \"a{index}\", \"text\": \"{text}\"}}")
        })
        .collect();
    let body = multipart("many.jsonl", &records.join("\n"));
    let kind = "Content-Type: multipart/form-data; boundary=xx\r\n";
    let answer = ask(host, token, "POST /api/v1/articles", kind, &body);
    server.kill().unwrap();
    server.wait().unwrap();
    assert!(answer.starts_with("HTTP/1.1 500"), "{answer}");
    let stored = Story::open(&story).unwrap().articles().unwrap();
    assert!(!stored.is_empty() && stored.len() < records.len(), "{}", stored.len());
    let named = answer.split_once("in the story already: ").map_or("", |(_, named)| named);
    let mut named: Vec<&str> = named.split('"').next().unwrap_or("").split(", ").collect();
    named.sort_unstable();
    assert_eq!(named, stored.iter().map(|document| document.id.as_str()).collect::<Vec<_>>(), "{answer}");
}

#[test]
#[cfg(unix)]
fn the_one_file_holds_all_that_was_written_beside_readers() {
    let (folder, story) = story();
    let (mut server, mut lines) = serving(&story);
    let told = lines.next().unwrap();
    let (host, token) = address(&told);
    add(&story, &[&articles()]);
    // A trace under way is given up at the end, and its connection with it.
    let change = format!("\"change\":{}", Story::open(&story).unwrap().last_change().unwrap());
    let traced = (0..600).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        ask(host, token, "GET /api/v1/story", "", b"").contains(&change)
    });
    assert!(traced);
    interrupt(&server);
    server.wait().unwrap();
    let beside = |story: &std::path::Path| {
        let names = std::fs::read_dir(story.parent().unwrap()).unwrap();
        names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(beside(&story), ["dam.story"]);
    let handed_over = folder.path().join("handed-over.story");
    std::fs::copy(&story, &handed_over).unwrap();
    let found = Story::open(&handed_over).unwrap().articles().unwrap();
    let all = Story::open(&story).unwrap().articles().unwrap();
    assert!(!all.is_empty() && found == all, "{} of {}", found.len(), all.len());
    let mut names = beside(&story);
    names.sort_unstable();
    assert_eq!(names, ["dam.story", "handed-over.story"], "reading leaves nothing beside it");
}
