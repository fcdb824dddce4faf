//! `systemkarta render --format html`: the map as a page to look around in.

use super::error::Error;
use super::exit_status::ExitStatus;
use super::io::Io;
use super::map::{MapArgs, OpenMap, open_map};
use super::render::{RenderArgs, View};
use crate::explorer::{Explorer, MOST_ELEMENTS, Overlay, Start, drawings, page};
use crate::lint;
use crate::model::number;

pub(super) fn run(map: &MapArgs, args: &RenderArgs, io: &mut Io) -> Result<ExitStatus, Error> {
    fits(args)?;
    let map = open_map(map, io)?;
    let start = start(args, &map)?;
    is_not_too_large(&map)?;
    let checked = lint::check(&map.graph, map.found.clone(), &map.levels, map.today);
    let drawings = args.laid_out(&map, io, |layout| drawings(&map.graph, map.at, layout))?;
    let path = map.path.display().to_string();
    let explorer = Explorer {
        title: &map.title,
        map: &path,
        graph: &map.graph,
        sources: &map.sources,
        findings: &checked.findings,
        at: map.at,
        today: map.today,
        start,
    };
    let page = page(&explorer, &drawings).map_err(Error::Stdout)?;
    args.write(&page, &map, io)?;
    Ok(ExitStatus::Done)
}

/// Refuses what a page cannot do.
fn fits(args: &RenderArgs) -> Result<(), Error> {
    let refused = |what: String, help: &str| Err(Error::Usage(what, Some(help.to_owned())));
    let whole = "a page shows the whole map, and finds its parts itself";
    if let View::Timeline | View::Matrix | View::Diff | View::Neighbourhood = args.view {
        return refused(
            format!("the view `{}` cannot be written as html", args.view.name()),
            "a page opens with the views map, standard, lifecycle or impact; end the file in .svg for this one",
        );
    }
    if let Some(option) = args.selected.given() {
        return refused(
            format!("a page takes no {option}: {whole}"),
            "leave it out, or end the file in .svg",
        );
    }
    if args.max_nodes.is_some() {
        return refused(
            "a page takes no --max-nodes: it folds what is too large itself".to_owned(),
            "leave it out, or end the file in .svg",
        );
    }
    if args.page.is_some() {
        return Err(Error::usage("only the view `timeline` has pages"));
    }
    Ok(())
}

/// Said when every element shall have a page.
pub(super) fn no_each() -> Error {
    Error::Usage(
        "--each writes pictures, and one page shows them all".to_owned(),
        Some("systemkarta render -o map.html".to_owned()),
    )
}

/// What is seen first.
fn start(args: &RenderArgs, map: &OpenMap) -> Result<Start, Error> {
    let overlay = match args.view {
        View::Impact => {
            let [target] = args.ids.as_slice() else {
                return Err(Error::Usage(
                    "a page opens with the impact of one element".to_owned(),
                    Some("systemkarta impact answers of several at once".to_owned()),
                ));
            };
            let element = Some(map.element(args.change.outage_of(target)?)?);
            return Ok(Start { element, overlay: Overlay::Impact });
        }
        View::Standard => Overlay::Standard,
        View::Lifecycle => Overlay::Lifecycle,
        _ => Overlay::None,
    };
    args.takes_no_element()?;
    Ok(Start { element: None, overlay })
}

fn is_not_too_large(map: &OpenMap) -> Result<(), Error> {
    let count = map.graph.in_use(map.at).into_iter().filter(|in_use| *in_use).count();
    if count <= MOST_ELEMENTS {
        return Ok(());
    }
    let (count, most) = (number(count), number(MOST_ELEMENTS));
    Err(Error::Usage(
        format!("{count} elements in use are too many for a page, which holds {most} at most"),
        Some(
            "draw all of it with --view matrix -o map.svg, a part with --only owner=ID -o part.svg, or ask systemkarta impact ID"
                .to_owned(),
        ),
    ))
}
