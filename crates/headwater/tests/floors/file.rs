//! Reads `floors.toml`: sections of `name = number`, which is all that the file uses of its format.

use std::path::Path;

/// The text of `floors.toml`.
pub(crate) struct Floors(String);

impl Floors {
    /// Reads the file in `root`, the folder of the workspace.
    pub(crate) fn of(root: &Path) -> Self {
        let path = root.join("floors.toml");
        Self(std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
    }

    /// The numbers of `[section]`, by name, in the order of the file.
    pub(crate) fn section(&self, section: &str) -> Vec<(&str, f64)> {
        let header = format!("[{section}]");
        let lines = self.0.lines().map(str::trim).skip_while(|line| *line != header).skip(1);
        let found: Vec<(&str, f64)> = lines
            .take_while(|line| !line.starts_with('['))
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .map(|line| {
                Self::pair(line).unwrap_or_else(|| panic!("floors.toml {header}: no number in {line}"))
            })
            .collect();
        assert!(!found.is_empty(), "floors.toml has no {header}");
        found
    }

    fn pair(line: &str) -> Option<(&str, f64)> {
        let (name, number) = line.split_once('=')?;
        Some((name.trim(), number.split('#').next()?.trim().parse().ok()?))
    }
}
