//! Workbooks and sheets that owners keep, as entries.
