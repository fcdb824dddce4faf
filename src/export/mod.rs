//! The map for other programs: workbooks and sheets to review and send back, and forms that tools of graphs and of
//! architecture read.
//!
//! Sheets are those that a map reads: what is exported, edited and imported again loses nothing. The other forms go one
//! way. A picture as Mermaid is that of `render`.
//!
//! Knows nothing of files: each form is bytes or texts with names.

mod table;

mod csv;
mod xlsx;

mod nodes;

mod graphml;
mod json;

pub use csv::csv;
pub use graphml::write as write_graphml;
pub use json::{Register, write as write_json};
pub use nodes::NodeNames;
pub use table::{Column, Table, Tables, Unsaid, findings, tables};
pub use xlsx::{TooMuch, xlsx};
