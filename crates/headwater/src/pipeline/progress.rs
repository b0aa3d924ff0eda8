//! A line on the terminal for work that takes longer than a second, with a rate and an estimate.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

/// Silence before the first line: quicker work needs none.
const PATIENCE: Duration = Duration::from_secs(1);
/// Time between two lines.
const PAUSE: Duration = Duration::from_millis(100);

/// Whether progress is shown.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    shown: bool,
}

impl Progress {
    /// Shown on standard error where that is a terminal and `quiet` is not asked for.
    pub fn on_terminal(quiet: bool) -> Self {
        Self { shown: !quiet && io::stderr().is_terminal() }
    }

    /// Never shown.
    pub fn silent() -> Self {
        Self { shown: false }
    }

    /// Does work that cannot be counted in parts, with a line that says how long it has taken.
    pub fn during<T>(self, name: &str, work: impl FnOnce() -> T) -> T {
        if !self.shown {
            return work();
        }
        let clock = Clock::default();
        std::thread::scope(|scope| {
            scope.spawn(|| clock.run(name));
            let _stop = Stop(&clock);
            work()
        })
    }

    /// Starts a step of `total` parts. Dropping it clears its line.
    pub fn start(self, name: &'static str, total: usize) -> Step {
        let now = Instant::now();
        Step {
            name,
            total,
            done: AtomicUsize::new(0),
            started: now,
            told: self.shown.then(|| Mutex::new(None)),
        }
    }
}

/// Tells the seconds until it is stopped.
#[derive(Debug, Default)]
struct Clock {
    stopped: Mutex<bool>,
    changed: Condvar,
}

impl Clock {
    fn run(&self, name: &str) {
        let started = Instant::now();
        let Ok(mut stopped) = self.stopped.lock() else { return };
        let mut written = false;
        while !*stopped {
            let Ok((guard, _)) = self.changed.wait_timeout(stopped, PATIENCE) else { return };
            stopped = guard;
            if !*stopped {
                written = true;
                let _ = write!(io::stderr(), "\r\x1b[K{name}, {} s", started.elapsed().as_secs());
            }
        }
        if written {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

/// Stops a clock, also where the work is broken off.
struct Stop<'c>(&'c Clock);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        if let Ok(mut stopped) = self.0.stopped.lock() {
            *stopped = true;
        }
        self.0.changed.notify_all();
    }
}

/// One step of the work.
#[derive(Debug)]
pub struct Step {
    name: &'static str,
    total: usize,
    done: AtomicUsize,
    started: Instant,
    /// When the last line was written; absent where none is wanted.
    told: Option<Mutex<Option<Instant>>>,
}

impl Step {
    /// Counts one part; from any thread.
    pub fn done_one(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let Some(told) = &self.told else { return };
        let elapsed = self.started.elapsed();
        if elapsed < PATIENCE {
            return;
        }
        // A thread that finds another one writing has nothing to add.
        let Ok(mut last) = told.try_lock() else { return };
        if last.is_none_or(|at| at.elapsed() >= PAUSE) {
            *last = Some(Instant::now());
            let line = told_as(self.name, done, self.total, elapsed);
            let _ = write!(io::stderr(), "\r\x1b[K{line}");
        }
    }
}

impl Drop for Step {
    fn drop(&mut self) {
        let written = self.told.as_ref().and_then(|told| told.lock().ok()).is_some_and(|last| last.is_some());
        if written {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

fn told_as(name: &str, done: usize, total: usize, elapsed: Duration) -> String {
    let rate = done as f64 / elapsed.as_secs_f64().max(0.001);
    let left = (total.saturating_sub(done) as f64 / rate.max(0.001)).ceil();
    format!("{name} {done} of {total}, {rate:.0} a second, about {left:.0} s left")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_stops_with_the_work_however_that_ends() {
        let clock = Clock::default();
        std::thread::scope(|scope| {
            scope.spawn(|| clock.run("tracing"));
            drop(Stop(&clock));
        });
        let shown = Progress { shown: true };
        assert_eq!(shown.during("tracing", || 7), 7);
        let broken = std::panic::catch_unwind(|| shown.during("tracing", || panic!("a fault")));
        assert!(broken.is_err());
    }

    #[test]
    fn a_line_has_rate_and_estimate() {
        let line = told_as("reading", 40, 100, Duration::from_secs(2));
        assert_eq!(line, "reading 40 of 100, 20 a second, about 3 s left");
    }
}
