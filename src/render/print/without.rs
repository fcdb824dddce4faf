//! The press of a program that was built without one.

use super::PrintError;

/// Turns finished pictures into PNG and PDF; this one says that it cannot.
#[derive(Debug)]
pub struct Press(std::convert::Infallible);

impl Press {
    /// Looks for the fonts of the system.
    ///
    /// # Errors
    /// Always: the program was built without PNG and PDF.
    pub fn new() -> Result<Self, PrintError> {
        Err(PrintError::NotBuilt)
    }

    /// The picture as PNG.
    ///
    /// # Errors
    /// Never reached: there is no such press.
    pub fn png(&self, _svg: &str, _scale: u32) -> Result<Vec<u8>, PrintError> {
        match self.0 {}
    }

    /// The picture as PDF.
    ///
    /// # Errors
    /// Never reached: there is no such press.
    pub fn pdf(&self, _svg: &str) -> Result<Vec<u8>, PrintError> {
        match self.0 {}
    }
}
