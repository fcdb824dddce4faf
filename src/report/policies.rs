//! The policies of a map, and one of them explained.

use std::io::{self, Write};

use super::words::counted;
use crate::escape;
use crate::lint;
use crate::model::Policy;

/// A policy with what has become of it.
#[derive(Debug, Clone, Copy)]
pub struct Explained<'m> {
    /// The policy.
    pub policy: &'m Policy,
    /// Where it is declared: path and line.
    pub at: (&'m str, usize),
    /// How many elements it looks at.
    pub looked_at: usize,
    /// How often something goes against it today, what is waived not among that.
    pub against: usize,
    /// How often that is waived.
    pub waived: usize,
}

/// Writes what a policy demands, why, and how far it is held.
///
/// # Errors
/// When the writer fails.
pub fn write(explained: &Explained<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Explained { policy, at: (path, line), looked_at, against, waived } = *explained;
    let severity = lint::severity_of(policy).name();
    let demand = policy.demand.to_string();
    writeln!(out, "{} ({severity}): {}\n", policy.rule(), escape::terminal(&demand))?;
    writeln!(out, "## Why\n\n{}\n", escape::terminal(policy.because.value.trim()))?;
    writeln!(out, "## Today\n")?;
    let looked_at = counted(looked_at, "element", "elements");
    let against = match against {
        0 => "nothing goes against it".to_owned(),
        1 => "1 finding goes against it".to_owned(),
        n => format!("{} go against it", counted(n, "finding", "findings")),
    };
    let waived = match waived {
        0 => String::new(),
        n => format!(", and {} waived", counted(n, "is", "are")),
    };
    writeln!(out, "It looks at {looked_at}; {against}{waived}. `systemkarta check` shows where.\n")?;
    writeln!(out, "It is declared in {}, line {line}.", escape::terminal(path))
}

/// Lists policies as rules are listed: name, level and what they demand, in a line each.
///
/// # Errors
/// When the writer fails.
pub fn write_list(policies: &[Policy], width: usize, out: &mut dyn Write) -> io::Result<()> {
    for policy in policies {
        let severity = lint::severity_of(policy).name();
        let demand = policy.demand.to_string();
        writeln!(out, "{:width$}  {severity:7}  {}", policy.rule(), escape::terminal(&demand))?;
    }
    Ok(())
}
