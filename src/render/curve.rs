//! Bézier curves: made to touch a box, cut to leave room for an arrowhead.

use super::layout::{Point, Rect};

/// One piece of a curve: start, two handles, end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Piece {
    /// Where it begins.
    pub start: Point,
    /// What it begins towards.
    pub out: Point,
    /// What it comes in from.
    pub inn: Point,
    /// Where it ends.
    pub end: Point,
}

/// A curve of pieces that hang together.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Curve {
    /// In order.
    pub pieces: Vec<Piece>,
}

/// Farthest that an end is moved to reach the rounded corner of its box.
const FARTHEST: f64 = 12.0;

impl Curve {
    /// The curve through a point and then three points a piece.
    pub(super) fn new(points: &[Point]) -> Self {
        let Some((first, rest)) = points.split_first() else { return Self::default() };
        let mut start = *first;
        let pieces = rest.chunks_exact(3).filter_map(|chunk| {
            let [out, inn, end] = *chunk else { return None };
            let piece = Piece { start, out, inn, end };
            start = end;
            Some(piece)
        });
        Self { pieces: pieces.collect() }
    }

    /// The same curve from end to start.
    pub(super) fn reversed(&self) -> Self {
        let turned =
            |piece: &Piece| Piece { start: piece.end, out: piece.inn, inn: piece.out, end: piece.start };
        Self { pieces: self.pieces.iter().rev().map(turned).collect() }
    }

    /// The last point.
    pub(super) fn end(&self) -> Option<Point> {
        self.pieces.last().map(|piece| piece.end)
    }

    /// A point halfway along it, by pieces.
    pub(super) fn middle(&self) -> Option<Point> {
        let piece = self.pieces.get(self.pieces.len() / 2)?;
        match self.pieces.len() % 2 {
            0 => Some(piece.start),
            _ => Some(piece.until(0.5).end),
        }
    }

    /// Goes on straight, beyond its end, until it is inside the rounded box; unchanged when that is far.
    pub(super) fn touching(mut self, rect: Rect, radius: f64) -> Self {
        let Some(last) = self.pieces.last_mut() else { return self };
        let Some(direction) = direction(*last) else { return self };
        let mut step = 0.0;
        while step <= FARTHEST {
            let end = last.end.plus(direction, step);
            if is_inside(end, rect, radius) {
                last.end = end;
                last.inn = last.inn.plus(direction, step);
                break;
            }
            step += 0.25;
        }
        self
    }

    /// Without its last part: ends where it is `length` away from its end as the crow flies.
    pub(super) fn shortened(mut self, length: f64) -> Self {
        let Some(tip) = self.end() else { return self };
        while let Some(last) = self.pieces.pop() {
            if last.start.distance(tip) >= length || self.pieces.is_empty() {
                self.pieces.push(last.until(last.leaves(tip, length)));
                break;
            }
        }
        self
    }
}

impl Piece {
    /// Halves the piece until it knows where the curve comes within `length` of the tip for good.
    fn leaves(self, tip: Point, length: f64) -> f64 {
        let (mut outside, mut inside) = (0.0, 1.0);
        for _ in 0..24 {
            let middle = (outside + inside) / 2.0;
            if self.until(middle).end.distance(tip) >= length {
                outside = middle;
            } else {
                inside = middle;
            }
        }
        outside
    }

    /// The piece up to a part `t` of it (de Casteljau).
    fn until(self, t: f64) -> Self {
        let (a, b, c) =
            (self.start.towards(self.out, t), self.out.towards(self.inn, t), self.inn.towards(self.end, t));
        let (ab, bc) = (a.towards(b, t), b.towards(c, t));
        Self { start: self.start, out: a, inn: ab, end: ab.towards(bc, t) }
    }
}

/// Where a piece heads at its end; none for a piece that is a point.
fn direction(piece: Piece) -> Option<Point> {
    [piece.inn, piece.out, piece.start].into_iter().find_map(|from| from.unit_towards(piece.end))
}

impl Point {
    /// As the crow flies.
    pub(super) fn distance(self, other: Self) -> f64 {
        (other.x - self.x).hypot(other.y - self.y)
    }

    /// The direction of another point, of length one.
    pub(super) fn unit_towards(self, other: Self) -> Option<Self> {
        let length = self.distance(other);
        (length > 0.001).then(|| Self { x: (other.x - self.x) / length, y: (other.y - self.y) / length })
    }

    /// So many steps in a direction.
    pub(super) fn plus(self, direction: Self, steps: f64) -> Self {
        Self { x: self.x + direction.x * steps, y: self.y + direction.y * steps }
    }

    fn towards(self, other: Self, part: f64) -> Self {
        Self { x: self.x + (other.x - self.x) * part, y: self.y + (other.y - self.y) * part }
    }
}

fn is_inside(point: Point, rect: Rect, radius: f64) -> bool {
    // Distance to the box without its corners; the rounded box is all that is within the radius of it.
    let outside = |value: f64, low: f64, high: f64| (low - value).max(value - high).max(0.0);
    let x = outside(point.x, rect.x + radius, rect.x + rect.width - radius);
    let y = outside(point.y, rect.y + radius, rect.y + rect.height - radius);
    x.hypot(y) <= radius + 0.01
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(from: (f64, f64), to: (f64, f64)) -> Curve {
        let point =
            |part: f64| Point { x: from.0 + (to.0 - from.0) * part, y: from.1 + (to.1 - from.1) * part };
        Curve::new(&[point(0.0), point(1.0 / 3.0), point(2.0 / 3.0), point(1.0)])
    }

    const BOX: Rect = Rect { x: 0.0, y: 0.0, width: 100.0, height: 40.0 };

    #[test]
    fn an_arrow_at_a_corner_is_led_on_to_the_rounding() {
        let end = line((-50.0, -50.0), (0.0, 0.0)).touching(BOX, 12.0).end().unwrap();
        let corner = Point { x: 12.0, y: 12.0 };
        assert!((end.distance(corner) - 12.0).abs() < 0.3, "{end:?}");
    }

    #[test]
    fn an_arrow_at_an_edge_stays() {
        let curve = line((50.0, -50.0), (50.0, 0.0));
        assert_eq!(curve.clone().touching(BOX, 12.0), curve);
    }

    #[test]
    fn a_cut_leaves_room_for_the_head() {
        let end = line((0.0, 0.0), (30.0, 40.0)).shortened(10.0).end().unwrap();
        assert!((end.x - 24.0).abs() < 0.01 && (end.y - 32.0).abs() < 0.01, "{end:?}");
    }

    #[test]
    fn a_curve_shorter_than_its_head_is_no_trouble() {
        assert!(
            line((0.0, 0.0), (1.0, 0.0)).shortened(10.0).end().unwrap().distance(Point::default()) < 0.01
        );
        assert!(line((0.0, 0.0), (0.0, 0.0)).touching(BOX, 12.0).shortened(10.0).end().is_some());
        assert_eq!(Curve::new(&[]).shortened(1.0), Curve::default());
    }
}
