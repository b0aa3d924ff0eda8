//! The command itself: what it refuses, what it tells, how it ends.

use headwater::story::Story;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::{Command, Stdio};

fn story() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dam.story");
    Story::create(&path).unwrap();
    (folder, path)
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
    let mut server = Command::new(env!("CARGO_BIN_EXE_headwater"))
        .arg("serve")
        .arg(&story)
        .args(["--port", "0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let told = lines.next().unwrap().unwrap();
    assert!(told.starts_with("dam: http://127.0.0.1:") && told.contains("/?token="), "{told}");
    assert_eq!(lines.next().unwrap().unwrap(), "Ctrl-C ends it");
    // It is told just before the server can be ended.
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert!(Command::new("kill").args(["-INT", &server.id().to_string()]).status().unwrap().success());
    let output = server.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}
