//! The limits within which a map is read, so that no file can take the machine down.

/// The limits of loading. Each is named in the finding that it causes and can be set under `[limits]`
/// in `systemkarta.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes in one file.
    pub file_size: usize,
    /// Files in a map.
    pub files: usize,
    /// Nesting of lists and mappings, and of folders.
    pub depth: usize,
    /// Bytes in one text.
    pub scalar_length: usize,
    /// Values that the aliases of one file may stand for.
    pub alias_expansion: usize,
    /// Values that the lists of consumers of one file may stand for: each consumer is given the fields of its
    /// integration.
    pub consumer_expansion: usize,
    /// Elements and organisations in a map.
    pub elements: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_size: 32 * 1024 * 1024,
            files: 100_000,
            depth: 64,
            scalar_length: 64 * 1024,
            alias_expansion: 10_000,
            consumer_expansion: 1_000_000,
            elements: 1_000_000,
        }
    }
}

impl Limits {
    /// The names that may stand under `[limits]`.
    pub const NAMES: [&'static str; 7] =
        ["file_size", "files", "depth", "scalar_length", "alias_expansion", "consumer_expansion", "elements"];

    /// The greatest value that a limit may be set to.
    ///
    /// Depth stays below what the parser itself allows, and sizes below what a place can tell.
    pub fn greatest(name: &str) -> usize {
        match name {
            "depth" => 200,
            "file_size" | "scalar_length" => 2 * 1024 * 1024 * 1024,
            _ => 100_000_000,
        }
    }

    /// The limit with this name, to be set.
    pub fn by_name(&mut self, name: &str) -> Option<&mut usize> {
        match name {
            "file_size" => Some(&mut self.file_size),
            "files" => Some(&mut self.files),
            "depth" => Some(&mut self.depth),
            "scalar_length" => Some(&mut self.scalar_length),
            "alias_expansion" => Some(&mut self.alias_expansion),
            "consumer_expansion" => Some(&mut self.consumer_expansion),
            "elements" => Some(&mut self.elements),
            _ => None,
        }
    }
}
