//! What the benchmark says: one table for people, the same as JSON for programs.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "printing is what this file is for")]

use serde::Serialize;
use serde_json::{Value, json};

use crate::error::Error;
use crate::limits::Limit;
use crate::load::Measured;
use crate::scenario::Scenario;

/// Everything that was measured.
#[derive(Default)]
pub(crate) struct Report {
    pub(crate) limits: Vec<Limit>,
    pub(crate) rows: Vec<Row>,
    pub(crate) figures: Vec<Figure>,
    /// What could not be measured beside the rows, and why.
    pub(crate) errors: Vec<String>,
    pub(crate) refresh_signs: bool,
}

/// One scenario with one number of connections.
pub(crate) struct Row {
    pub(crate) scenario: Scenario,
    pub(crate) connections: usize,
    pub(crate) product: Option<Measured>,
    pub(crate) floor: Option<Measured>,
    pub(crate) errors: Vec<String>,
}

/// A single number: a time or a size.
#[derive(Debug, Serialize)]
pub(crate) struct Figure {
    pub(crate) name: String,
    pub(crate) value: f64,
    /// What it should stay below.
    pub(crate) below: Option<f64>,
}

/// Where the work has got to; on stderr, so that stdout holds the table alone.
pub(crate) fn say(what: &str) {
    eprintln!("bench: {what}");
}

impl Row {
    /// A row that is not measured yet.
    pub(crate) fn new(scenario: Scenario, connections: usize) -> Self {
        Self { scenario, connections, product: None, floor: None, errors: Vec::new() }
    }

    /// Takes a result over; a failure becomes a line below the table.
    pub(crate) fn keep(&mut self, whose: &str, measured: Result<Measured, Error>) -> Option<Measured> {
        measured.map_err(|error| self.errors.push(format!("{whose}: {error}"))).ok()
    }

    /// The product's share of the floor, by CPU time.
    fn share_percent(&self) -> Option<f64> {
        Some(100.0 * self.product.as_ref()?.per_core_second / self.floor.as_ref()?.per_core_second)
    }

    /// The aim belongs to sixteen connections: at one, the disk's and the scheduler's pauses are most of it.
    fn aim_percent(&self) -> Option<f64> {
        self.scenario.aim_percent().filter(|_| self.connections == AIMED_CONNECTIONS)
    }

    fn met(&self) -> Option<bool> {
        Some(self.share_percent()? >= self.aim_percent()?)
    }

    fn cells(&self, limit: Option<f64>) -> [String; 11] {
        let product = self.product.as_ref();
        let floor = self.floor.as_ref();
        [
            self.scenario.name().to_owned(),
            self.connections.to_string(),
            count(product.map(|measured| measured.per_second)),
            count(product.map(|measured| measured.per_core_second)),
            time(product.map(|measured| measured.p50_ms)),
            time(product.map(|measured| measured.p99_ms)),
            count(limit),
            count(floor.map(|measured| measured.per_core_second)),
            self.share_percent().map(|share| format!("{share:.0} %")).unwrap_or_default(),
            self.aim_percent().map(|aim| format!("{aim:.0} %")).unwrap_or_default(),
            verdict(self.met()),
        ]
    }

    fn json(&self, limit: Option<f64>) -> Value {
        json!({
            "scenario": self.scenario.name(), "connections": self.connections, "product": self.product,
            "floor": self.floor, "limit_per_core_second": limit, "share_percent": self.share_percent(), "aim_percent": self.aim_percent(),
            "met": self.met(), "errors": self.errors,
        })
    }
}

impl Figure {
    /// A number without an aim.
    pub(crate) fn plain(name: impl Into<String>, value: f64) -> Self {
        Self { name: name.into(), value, below: None }
    }

    /// A number that should stay below another.
    pub(crate) fn below(name: impl Into<String>, value: f64, below: f64) -> Self {
        Self { name: name.into(), value, below: Some(below) }
    }

    fn met(&self) -> Option<bool> {
        self.below.map(|below| self.value < below)
    }
}

impl Report {
    /// The table.
    pub(crate) fn print(&self) {
        println!("{}", self.text());
    }

    /// The same for programs.
    pub(crate) fn json(&self) -> Value {
        let figures = self.figures.iter().map(|figure| {
            json!({ "name": figure.name, "value": figure.value, "below": figure.below, "met": figure.met() })
        });
        let rows: Vec<_> = self.rows.iter().map(|row| row.json(self.limit_of(row.scenario))).collect();
        json!({
            "cores": cores(), "limits": self.limits, "figures": figures.collect::<Vec<_>>(),
            "rows": rows, "errors": self.errors, "refresh_signs": self.refresh_signs,
        })
    }

    /// The limit that this scenario runs into first, per core-second.
    fn limit_of(&self, scenario: Scenario) -> Option<f64> {
        let resource = scenario.limited_by(self.refresh_signs);
        self.limits.iter().find(|limit| limit.resource == resource)?.per_core_second
    }

    fn text(&self) -> String {
        let mut text = format!("This machine: {} cores\n\n", cores());
        let limits = self.limits.iter().map(|limit| {
            [limit.resource.name().to_owned(), count(Some(limit.per_second)), count(limit.per_core_second)]
        });
        text.push_str(&table(["limit", "per second", "per core-second"], limits));
        text.push('\n');
        let heads = [
            "scenario",
            "conns",
            "req/s",
            "/core-s",
            "p50 ms",
            "p99 ms",
            "limit /core-s",
            "floor /core-s",
            "share",
            "aim",
            "met",
        ];
        text.push_str(&table(heads, self.rows.iter().map(|row| row.cells(self.limit_of(row.scenario)))));
        text.push('\n');
        let figures = self.figures.iter().map(|figure| {
            let aim = figure.below.map(|below| format!("< {below:.0}")).unwrap_or_default();
            [figure.name.clone(), format!("{:.1}", figure.value), aim, verdict(figure.met())]
        });
        text.push_str(&table(["figure", "value", "aim", "met"], figures));
        for row in &self.rows {
            for error in &row.errors {
                text.push_str(&format!("\n{} at {}: {error}", row.scenario.name(), row.connections));
            }
        }
        for error in &self.errors {
            text.push_str(&format!("\n{error}"));
        }
        text
    }
}

/// Columns as wide as their widest cell; the first to the left, numbers to the right.
fn table<const N: usize>(heads: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut lines = vec![heads.map(str::to_owned)];
    lines.extend(rows);
    let mut widths = [0; N];
    for line in &lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = cell.chars().count().max(*width);
        }
    }
    let mut text = String::new();
    for line in lines {
        let cells = line.iter().zip(widths).enumerate().map(|(column, (cell, width))| {
            if column == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
        });
        text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text
}

fn verdict(met: Option<bool>) -> String {
    met.map(|met| if met { "yes" } else { "NO" }).unwrap_or_default().to_owned()
}

fn time(ms: Option<f64>) -> String {
    ms.map(|ms| format!("{ms:.2}")).unwrap_or_default()
}

/// A rate, with thousands apart and decimals only where they tell something.
fn count(rate: Option<f64>) -> String {
    let Some(rate) = rate else { return String::new() };
    if rate < 100.0 {
        return format!("{rate:.1}");
    }
    let digits = format!("{rate:.0}");
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

const AIMED_CONNECTIONS: usize = 16;

#[cfg(test)]
mod tests {
    use super::{Figure, Measured, Row, Scenario, count, table};

    fn measured(per_core_second: f64) -> Option<Measured> {
        Some(Measured { requests: 1, per_second: 1.0, per_core_second, p50_ms: 1.0, p99_ms: 1.0 })
    }

    #[test]
    fn a_share_is_judged_at_sixteen_connections_only() {
        let row = |connections, product| Row {
            product: measured(product),
            floor: measured(1000.0),
            ..Row::new(Scenario::Userinfo, connections)
        };
        assert_eq!(row(16, 600.0).met(), Some(true));
        assert_eq!(row(16, 599.0).met(), Some(false));
        assert_eq!(row(64, 100.0).met(), None);
        assert_eq!(row(64, 100.0).share_percent(), Some(10.0));
    }

    #[test]
    fn a_row_that_could_not_be_measured_meets_nothing() {
        let row = Row { floor: measured(1.0), ..Row::new(Scenario::CodeFlow, 16) };
        assert_eq!(row.met(), None);
    }

    #[test]
    fn a_figure_without_an_aim_is_not_judged() {
        assert_eq!(Figure::plain("a", 1.0).met(), None);
        assert_eq!(Figure::below("a", 100.0, 100.0).met(), Some(false));
    }

    #[test]
    fn rates_are_written_with_thousands_apart() {
        assert_eq!(count(Some(1_234_567.8)), "1,234,568");
        assert_eq!(count(Some(999.6)), "1,000");
        assert_eq!(count(Some(57.04)), "57.0");
        assert_eq!(count(None), "");
    }

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let text = table(["name", "n"], [["a".to_owned(), "100".to_owned()]].into_iter());
        assert_eq!(text, "name    n\na     100\n");
    }
}
