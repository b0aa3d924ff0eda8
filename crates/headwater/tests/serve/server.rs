//! The real server, in this process, on a port of its own; and requests to it, byte by byte.

use headwater::pipeline::progress::Progress;
use headwater::serve::earlier::Earlier;
use headwater::serve::guard::Guard;
use headwater::serve::keeper::Keeper;
use headwater::serve::readers::Readers;
use headwater::serve::{App, listen};
use headwater::story::Story;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::oneshot;

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Reply {
    /// The value of a header; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        let lines = self.head.lines().filter_map(|line| line.split_once(':'));
        let mut values =
            lines.filter(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim());
        values.next().unwrap_or("")
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}\n{}", self.head, self.body))
    }
}

/// A server over a story in a folder of its own. It ends when it is dropped.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    pub(crate) token: String,
    pub(crate) form: String,
    pub(crate) cookie: String,
    folder: tempfile::TempDir,
    end: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
    keeper: Arc<Keeper>,
}

pub(crate) fn articles() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/halchin/articles")
}

impl Server {
    /// Over a story of what `given` names.
    pub(crate) fn of(given: &[&Path]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let story = folder.path().join("a.story");
        Story::create(&story).unwrap();
        if !given.is_empty() {
            add(&story, given);
        }
        let (keeper, tracer) = Keeper::open(&story, &Progress::silent()).unwrap();
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        let listener = runtime.block_on(tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))).unwrap();
        let address = listener.local_addr().unwrap();
        let guard = Guard::new(address.ip(), address.port(), Vec::new(), None).unwrap();
        let (token, form) = (guard.token().to_owned(), guard.form().to_owned());
        let cookie = guard.cookie().split(';').next().unwrap().to_owned();
        let (readers, earlier) = (Readers::of(story.clone()), Earlier::of(story.clone()));
        let app = Arc::new(App { keeper: Arc::clone(&keeper), readers, earlier, guard });
        let (end, ended) = oneshot::channel::<()>();
        let tracing = keeper.start(tracer).unwrap();
        let kept = Arc::clone(&keeper);
        let thread = std::thread::spawn(move || {
            runtime.block_on(listen::serve(listener, app, async {
                let _ = ended.await;
            }));
            kept.end();
            tracing.join().unwrap();
        });
        Self { address, token, form, cookie, folder, end: Some(end), thread: Some(thread), keeper }
    }

    pub(crate) fn story(&self) -> PathBuf {
        self.folder.path().join("a.story")
    }

    /// A file beside the story.
    pub(crate) fn beside(&self, name: &str, content: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Waits until everything that the story holds is traced.
    pub(crate) fn settle(&self) {
        let change = Story::open(&self.story()).unwrap().last_change().unwrap();
        assert!(self.keeper.wait(change, Duration::from_secs(60)), "the story is not traced again");
    }

    /// Sends bytes and gives what comes back until the server is done.
    pub(crate) fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        // A server that refuses may close before all is sent.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// A request with these lines in its head, to this host unless they name one.
    pub(crate) fn send(&self, method: &str, path: &str, lines: &[(&str, &str)], body: &[u8]) -> Reply {
        let mut head =
            format!("{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        if !lines.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            head.push_str(&format!("Host: {}\r\n", self.address));
        }
        for (name, value) in lines {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        let answer = self.raw(&[head.as_bytes(), body].concat());
        let (head, body) =
            answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{method} {path}: {answer:?}"));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Reply { status, head: head.to_owned(), body: body.to_owned() }
    }

    /// A page as a browser asks for it that was let in.
    pub(crate) fn get(&self, path: &str) -> Reply {
        self.send("GET", path, &[("Cookie", &self.cookie)], b"")
    }

    /// A form as such a browser sends it.
    pub(crate) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let body: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let kind = ("Content-Type", "application/x-www-form-urlencoded");
        self.send(
            "POST",
            path,
            &[("Cookie", &self.cookie), ("Origin", &format!("http://{}", self.address)), kind],
            body.as_bytes(),
        )
    }

    /// A request of a program.
    pub(crate) fn api(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> Reply {
        let bearer = format!("Bearer {}", self.token);
        self.send(method, path, &[("Authorization", &bearer), ("Content-Type", kind)], body)
    }

    /// A file as a program sends it.
    pub(crate) fn upload(&self, name: &str, content: &str) -> Reply {
        self.api("POST", "/api/v1/articles", "multipart/form-data; boundary=xx", &multipart(name, content))
    }
}

/// A form with one file, between lines of "xx".
pub(crate) fn multipart(name: &str, content: &str) -> Vec<u8> {
    format!(
        "--xx\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\nContent-Type: text/plain\r\n\r\n{content}\r\n--xx--\r\n"
    )
    .into_bytes()
}

/// Adds to a story from another process.
pub(crate) fn add(story: &Path, given: &[&Path]) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_headwater")).arg("add").arg(story).args(given).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(thread) = self.thread.take() {
            let joined = thread.join();
            if !std::thread::panicking() {
                joined.unwrap();
            }
        }
    }
}
