//! What a policy demands, in a sentence.

use std::fmt;

use super::super::selection::{one_of, told};
use super::super::{counted, either, few};
use super::{Demand, Relations, Wanted};
use crate::model::Selection;

impl fmt::Display for Demand {
    /// One sentence, lower case, without a full stop, short however much is written, and all of it with `{:#}`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = told(f);
        let sel = |selection: &Selection| in_full(selection, told);
        match self {
            Self::Forbid { from, to, relations } => {
                let (from, to) = (side(from.as_ref(), "nothing", told), side(to.as_ref(), "anything", told));
                write!(f, "{from} rests directly on {to}{}", relations.in_words())
            }
            Self::Require { of, wanted } => match wanted {
                Wanted::Fields(fields) => {
                    let fields = few(fields.iter().map(|field| format!("`{}`", field.value)), told);
                    write!(f, "everything of ({}) has {fields}", sel(of))
                }
                Wanted::Via { via, with } => {
                    let with =
                        with.as_ref().map_or_else(String::new, |with| format!(" with ({})", sel(with)));
                    let (of, via) = (sel(of), sel(via));
                    write!(f, "every integration of ({of}){with} passes through something of ({via})")
                }
                Wanted::To(to, relations) => {
                    let (of, to) = (sel(of), sel(to));
                    write!(
                        f,
                        "everything of ({of}) rests directly on something of ({to}){}",
                        relations.in_words()
                    )
                }
                Wanted::From(from, relations) => {
                    let (of, from) = (sel(of), sel(from));
                    write!(
                        f,
                        "on everything of ({of}) something of ({from}) rests directly{}",
                        relations.in_words()
                    )
                }
            },
            Self::AllowOnly { of, field, values } => {
                let values = one_of(values, told);
                write!(f, "`{field}` of everything of ({}) says {values}, if it says something", sel(of))
            }
            Self::NoPath { from, to } => {
                let (from, to) = (side(from.as_ref(), "nothing", told), side(to.as_ref(), "anything", told));
                write!(f, "{from} rests on {to}, through any chain")
            }
            Self::Limit { of, count, per, at_most } => {
                let per = per.as_ref().map_or_else(String::new, |per| format!(" for each `{per}`"));
                match count {
                    Some(count) => {
                        let values = counted(*at_most, "value", "different values");
                        write!(f, "`{count}` of everything of ({}) has at most {values}{per}", sel(of))
                    }
                    None => write!(f, "there {} of ({}){per}", at_most_elements(*at_most), sel(of)),
                }
            }
        }
    }
}

fn at_most_elements(at_most: usize) -> String {
    let are = if at_most == 1 { "is" } else { "are" };
    format!("{are} at most {}", counted(at_most, "element", "elements"))
}

fn side(selection: Option<&Selection>, which: &str, told: usize) -> String {
    selection
        .map_or_else(|| which.to_owned(), |selection| format!("{which} of ({})", in_full(selection, told)))
}

/// A selection, in full where the sentence is.
fn in_full(selection: &Selection, told: usize) -> String {
    if told == usize::MAX { format!("{selection:#}") } else { selection.to_string() }
}

impl Relations {
    /// " by `integration` or `via`"; nothing if any counts.
    pub(crate) fn in_words(&self) -> String {
        match self.words() {
            [] => String::new(),
            words => format!(" by {}", either(words.iter().map(|word| format!("`{word}`")), words.len())),
        }
    }
}
