//! Where something stands: a file and a range of bytes in it.

/// A file of the map, by its number in [`Sources`](super::Sources).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    /// The file with this number.
    pub fn new(number: usize) -> Self {
        Self(u32::try_from(number).unwrap_or(u32::MAX))
    }

    /// The number of the file in its [`Sources`](super::Sources).
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A range of bytes in a file. Twelve bytes, so that every value of a large map can carry one.
///
/// Line and column are found when they are asked for, by [`Sources::locate`](super::Sources::locate).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Place {
    /// The bytes from `start` to before `end` of `file`.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { file, start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The start of a file: the place of what concerns a file as a whole.
    pub fn file(file: FileId) -> Self {
        Self::new(file, 0, 0)
    }
}
