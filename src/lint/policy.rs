//! The policies of a map: rules of its own.

use super::Context;
use crate::diagnostic::Finding;

/// What goes against the policies of the map.
pub(super) fn check(_cx: &Context<'_>) -> Vec<Finding> {
    Vec::new()
}
