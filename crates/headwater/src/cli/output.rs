//! Where results go: standard output, or a file that is replaced only once it is whole.

use super::errors::Failure;
use std::fs;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Where results go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// Standard output.
    Stdout,
    /// A file.
    File(PathBuf),
}

impl Output {
    /// Whether people look at it on a terminal.
    pub fn is_terminal(&self) -> bool {
        *self == Self::Stdout && io::stdout().is_terminal()
    }

    /// Writes what `tell` tells. A reader that closes its end early ("| head") is no error.
    ///
    /// # Errors
    ///
    /// [`Failure::Write`]; a file that stood there before is then untouched.
    pub fn write(&self, tell: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        let (target, result) = match self {
            Self::Stdout => (Path::new("-"), to(io::stdout().lock(), tell)),
            Self::File(path) => (path.as_path(), whole(path, tell)),
        };
        match result {
            Err(error) if *self == Self::Stdout && error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            Err(source) => Err(Failure::Write { target: target.to_owned(), source }),
            Ok(()) => Ok(()),
        }
    }
}

fn to(out: impl Write, tell: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    tell(&mut out)?;
    out.flush()
}

/// Writes beside `path` and renames, so that nobody ever sees half a file.
fn whole(path: &Path, tell: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // Through a link, the file it points to is replaced, not the link; a device or pipe is written to as it is.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if fs::metadata(&path).is_ok_and(|about| !about.is_file()) {
        return to(fs::OpenOptions::new().write(true).open(&path)?, tell);
    }
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".headwater-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any program creates a file; the process's mask takes away what it must.
        let mode = fs::metadata(&path).map_or(0o666, |about| about.permissions().mode() & 0o777);
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    let mut file = builder.tempfile_in(folder)?;
    to(file.as_file_mut(), tell)?;
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_failed_write_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.json");
        fs::write(&path, "before").unwrap();
        let output = Output::File(path.clone());
        let failed = output.write(|out| {
            out.write_all(b"half")?;
            Err(io::Error::other("no more"))
        });
        assert!(matches!(failed, Err(Failure::Write { .. })));
        assert_eq!((fs::read_to_string(&path).unwrap().as_str(), names(folder.path()).len()), ("before", 1));
        output.write(|out| out.write_all(b"after")).unwrap();
        assert_eq!((fs::read_to_string(&path).unwrap().as_str(), names(folder.path()).len()), ("after", 1));
    }

    #[test]
    #[cfg(unix)]
    fn a_device_is_written_to_and_not_replaced() {
        Output::File("/dev/null".into()).write(|out| out.write_all(b"x")).unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }

    #[test]
    fn a_closed_pipe_is_no_error() {
        let closed = |_: &mut dyn Write| Err(io::Error::from(io::ErrorKind::BrokenPipe));
        assert!(Output::Stdout.write(closed).is_ok());
    }
}
