//! Dates of vendors' support, as endoflife.date publishes them, as named lifecycles.
