//! The map for other programs.
