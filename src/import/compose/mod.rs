//! Services of Compose files, as entries.
