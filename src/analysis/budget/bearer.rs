//! Who bears a cost: by payer, owner, supplier or class.

use crate::graph::{ElementIx, Graph};
use crate::model::{Field, Section};

/// By what costs are grouped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// Who pays: `paid_by`, else the owner.
    #[default]
    Payer,
    /// Who owns the element.
    Owner,
    /// Who supplies it: the supplier, else the operator, else the supplier of an agreement that it is under.
    Supplier,
    /// Its class.
    Class,
}

/// Who bears a cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bearer<'g> {
    /// The id of an organisation, or the name of a class; nothing if the map does not say.
    pub id: Option<&'g str>,
    /// Whether the map says another thing from which it is taken: the owner for the payer, the operator or an
    /// agreement for the supplier.
    pub assumed: bool,
}

impl By {
    /// Every grouping, in order.
    pub const ALL: [Self; 4] = [Self::Payer, Self::Owner, Self::Supplier, Self::Class];

    /// Its name in every output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Payer => "payer",
            Self::Owner => "owner",
            Self::Supplier => "supplier",
            Self::Class => "class",
        }
    }

    /// Who bears the costs of an element.
    pub fn bearer(self, graph: &Graph, ix: ElementIx) -> Bearer<'_> {
        let element = graph.element(ix);
        let owner = element.owner().map(|id| id.as_str());
        let declared = match self {
            Self::Payer => {
                element.cost().and_then(|cost| cost.paid_by.as_ref()).map(|payer| payer.value.as_str())
            }
            Self::Owner => owner,
            Self::Supplier => element.organisation(Field::Supplier).map(|id| id.as_str()),
            Self::Class => element.class().map(|class| class.name()),
        };
        let assumed = || match self {
            Self::Payer => owner,
            Self::Supplier => {
                let operator = element.organisation(Field::Operator).map(|id| id.as_str());
                operator.or_else(|| supplier_of_agreement(graph, ix))
            }
            Self::Owner | Self::Class => None,
        };
        match declared {
            Some(id) => Bearer { id: Some(id), assumed: false },
            None => assumed()
                .map_or(Bearer { id: None, assumed: false }, |id| Bearer { id: Some(id), assumed: true }),
        }
    }
}

/// The supplier of the first agreement of an element that has one.
fn supplier_of_agreement(graph: &Graph, ix: ElementIx) -> Option<&str> {
    let named = graph.element(ix).references(Field::Agreement)?;
    named.ids().find_map(|id| {
        let agreement = graph.element(graph.find_element(id.as_str())?);
        let supplier = agreement.organisation(Field::Supplier)?;
        (agreement.section == Section::Agreements).then_some(supplier.as_str())
    })
}
