//! Entities of a Backstage catalogue, as entries.
