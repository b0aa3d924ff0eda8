//! `headwater serve`.

use super::errors::{Failure, Outcome};
use super::story::of;
use crate::pipeline::progress::Progress;
use crate::serve::App;
use crate::serve::earlier::Earlier;
use crate::serve::guard::Guard;
use crate::serve::keeper::Keeper;
use crate::serve::listen;
use crate::serve::readers::Readers;
use clap::Args;
use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// Open a story in a browser
///
/// A web app on this machine: the sections of the report on pages of their own, every claim with its whole argument, every
/// article with its provenance, word by word comparison, judgements with undo, and articles added by dropping them on a page. It is
/// live: what another command does to the story shows. The address that is printed carries a token, without which nothing is told
/// and nothing is done. Ctrl-C ends it. docs/serve.md tells of the routes, the JSON API and of who may ask.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The story
    #[arg(value_name = "STORY")]
    story: PathBuf,

    /// Port; 0 takes any that is free
    #[arg(long, value_name = "N", default_value_t = 8471)]
    port: u16,

    /// Address to listen on. Any beyond this machine needs --password-file
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    listen: IpAddr,

    /// A further name of this machine that browsers may use; may be given again
    #[arg(long, value_name = "HOST")]
    name: Vec<String>,

    /// Let in whoever knows the password in FILE, beside those who have the token
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,

    /// Show no progress on standard error
    #[arg(short, long)]
    quiet: bool,
}

/// Time for what is being written when the server ends.
const LAST: Duration = Duration::from_secs(10);
/// Time for the thread that keeps the story to close it. In the middle of a trace it takes longer, and is not waited for: what was written is
/// in the file by then.
const CLOSING: Duration = Duration::from_secs(1);
/// Characters of a password that is none.
const SHORTEST: usize = 12;

/// [`Arguments`], validated.
#[derive(Debug)]
pub struct Task {
    story: PathBuf,
    address: SocketAddr,
    names: Vec<String>,
    password: Option<String>,
    progress: Progress,
}

impl Arguments {
    pub(super) fn validate(self) -> Result<Task, Failure> {
        let password = self.password_file.map(password).transpose()?;
        if !self.listen.is_loopback() && password.is_none() {
            return Err(Failure::Exposed(self.listen));
        }
        Ok(Task {
            story: self.story,
            address: SocketAddr::new(self.listen, self.port),
            names: self.name,
            password,
            progress: Progress::on_terminal(self.quiet),
        })
    }
}

fn password(path: PathBuf) -> Result<String, Failure> {
    let content = std::fs::read_to_string(&path);
    let content = content.map_err(|error| Failure::Read { path: path.clone(), why: error.to_string() })?;
    let password = content.trim_end_matches(['\r', '\n']).to_owned();
    if password.trim().chars().count() < SHORTEST || password.contains('\n') {
        let why = format!("a password is one line of at least {SHORTEST} characters");
        return Err(Failure::Read { path, why });
    }
    Ok(password)
}

pub(super) fn run(task: Task) -> Result<Outcome, Failure> {
    let Task { story, address, names, password, progress } = task;
    let closed = |source| Failure::Listen { address, source };
    // Before the long work: a port that is taken is known at once.
    let socket = std::net::TcpListener::bind(address).map_err(closed)?;
    socket.set_nonblocking(true).map_err(closed)?;
    let at = socket.local_addr().map_err(closed)?;
    let guard = Guard::new(at.ip(), at.port(), names, password)
        .map_err(|error| closed(io::Error::other(error.to_string())))?;
    let (keeper, tracer) = Keeper::open(&story, &progress).map_err(of(&story))?;
    let keeping = keeper.start(tracer).map_err(closed)?;
    let (readers, earlier) = (Readers::of(story.clone()), Earlier::of(story.clone()));
    let app = Arc::new(App { keeper: Arc::clone(&keeper), readers, earlier, guard });
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(closed)?;
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(socket)?;
        // Where nobody listens any more for the address, those who know it go on.
        match tell(&app, at) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error),
            _ => {}
        }
        listen::serve(listener, app, async {
            // Where no signal can be waited for, the process ends as any does.
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        })
        .await;
        Ok(())
    });
    keeper.end();
    // What is being written is let finish. A trace under way changes nothing and is given up.
    runtime.shutdown_timeout(LAST);
    // Whoever closes the story last puts all of it into the one file.
    let until = Instant::now() + CLOSING;
    while !keeping.is_finished() && Instant::now() < until {
        thread::sleep(CLOSING / 50);
    }
    served.map_err(closed)?;
    Ok(Outcome::Done)
}

/// Tells the address with its token, for a person to open.
fn tell(app: &App, at: SocketAddr) -> io::Result<()> {
    let host = match at.ip() {
        ip if ip.is_unspecified() => "localhost".to_owned(),
        IpAddr::V6(ip) => format!("[{ip}]"),
        IpAddr::V4(ip) => ip.to_string(),
    };
    let mut out = io::stdout().lock();
    writeln!(out, "{}: http://{host}:{}/?token={}", app.keeper.name(), at.port(), app.guard.token())?;
    if app.guard.has_password() && !at.ip().is_loopback() {
        writeln!(
            out,
            "the password is asked for at http://{host}:{}/; others on the network can read what is sent unless a proxy adds TLS",
            at.port()
        )?;
    }
    writeln!(out, "Ctrl-C ends it")?;
    out.flush()
}
