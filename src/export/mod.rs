//! The map for other programs: workbooks and sheets to review and send back, and forms that tools of graphs and of
//! architecture read.
//!
//! Knows nothing of files: each form is bytes or texts with names.
