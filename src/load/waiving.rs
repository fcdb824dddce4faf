//! `[waivers]` of `systemkarta.toml`: for how long a waiver may hold, and when its end is announced.

/// The terms on which waivers are granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaiverTerms {
    /// So many days a waiver may hold, its first and last among them.
    pub longest_days: u32,
    /// Its end is announced from so many days before.
    pub notice_days: u32,
}

impl WaiverTerms {
    /// The keys of the table.
    pub const NAMES: [&'static str; 2] = ["longest_days", "notice_days"];

    /// The greatest number of days that may be set: a hundred years.
    pub const GREATEST: u32 = 36_600;

    /// The setting with this name.
    pub fn by_name(&mut self, name: &str) -> Option<&mut u32> {
        match name {
            "longest_days" => Some(&mut self.longest_days),
            "notice_days" => Some(&mut self.notice_days),
            _ => None,
        }
    }
}

impl Default for WaiverTerms {
    fn default() -> Self {
        Self { longest_days: 366, notice_days: 30 }
    }
}
