//! `GET /audit/export`: the log as a file, row by row, never whole in memory.

use std::collections::VecDeque;

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::audit::{Filter, Kind};
use futures_util::stream;
use serde::Deserialize;
use service::Cx;
use service::admin::audit::{self as admin, AuditError};
use service::rights::Admin;
use utoipa::{IntoParams, ToSchema};

use super::RowDto;
use crate::admin::body::QueryOf;
use crate::admin::guard::AdminCx;
use crate::admin::problem::Problem;
use crate::admin::words::AuditKindWord;

/// Rows that are read at once.
const PART: u32 = 500;

/// How the file is written.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ExportFormat)]
pub(in crate::admin) enum FormatDto {
    /// One JSON object a line, as in the list.
    Jsonl,
    /// For a spreadsheet (RFC 4180).
    Csv,
}

/// Which rows, and how they are written.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(in crate::admin) struct ExportQuery {
    /// How the file is written.
    format: FormatDto,
    /// Only rows since then, in seconds since 1970.
    since: Option<i64>,
    /// Only rows before then, in seconds since 1970.
    until: Option<i64>,
    /// Only rows about this person: id, address or user name.
    user: Option<String>,
    /// Only rows about this app, by its `client_id`.
    client: Option<String>,
    /// Only rows with this name.
    event: Option<String>,
    /// Only rows of this kind.
    #[param(value_type = Option<AuditKindWord>)]
    kind: Option<Kind>,
    /// A part of a person's or an app's name, of an address, or of what happened.
    #[serde(default)]
    search: String,
}

/// The log as a file, the oldest row first
#[utoipa::path(get, path = "/audit/export", operation_id = "exportAudit", tag = "audit", params(ExportQuery), responses(
    (status = 200, description = "The file.", content((String = "application/jsonl"), (String = "text/csv"))),
    (status = 404, description = "There is no such account: `unknown_user`."),
))]
pub(in crate::admin) async fn export(
    AdminCx { cx, by }: AdminCx,
    QueryOf(query): QueryOf<ExportQuery>,
) -> Result<Response, Problem> {
    let filter = Filter {
        since: query.since,
        until: query.until,
        client_id: query.client,
        event: query.event,
        kind: query.kind,
        search: query.search,
        limit: PART,
        ..Filter::default()
    };
    let format = query.format;
    let mut source = Source { cx, by, of: query.user, filter, format, rows: VecDeque::new(), is_read: false };
    // Before anything is answered: what is asked for may not be there.
    source.read().await?;
    let (kind, name, head) = match format {
        FormatDto::Jsonl => ("application/jsonl", "attachment; filename=\"activity.jsonl\"", String::new()),
        FormatDto::Csv => {
            ("text/csv; charset=utf-8", "attachment; filename=\"activity.csv\"", format!("{COLUMNS}\r\n"))
        }
    };
    let rows = stream::unfold(source, async |mut source| {
        let piece = source.next().await.transpose()?;
        Some((piece, source))
    });
    let head = stream::iter([Ok::<_, AuditError>(head)]);
    let headers = [(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name), (CACHE_CONTROL, "no-store")];
    let body = Body::from_stream(futures_util::StreamExt::chain(head, rows));
    Ok((headers, body).into_response())
}

/// What is still to be written.
struct Source {
    cx: Cx,
    by: Admin,
    of: Option<String>,
    filter: Filter,
    format: FormatDto,
    rows: VecDeque<RowDto>,
    is_read: bool,
}

impl Source {
    async fn read(&mut self) -> Result<(), AuditError> {
        let found = admin::part(&self.cx, &self.by, self.of.clone(), self.filter.clone()).await?;
        self.is_read = u32::try_from(found.len()).unwrap_or(u32::MAX) < PART;
        self.rows = found.into_iter().map(RowDto::from).collect();
        if let Some(last) = self.rows.back() {
            self.filter.after_seq = last.seq;
        }
        Ok(())
    }

    /// The next row as text; an error breaks the file off, so that nobody takes a part for the whole.
    async fn next(&mut self) -> Result<Option<String>, AuditError> {
        if self.rows.is_empty() && !self.is_read {
            self.read().await?;
        }
        let format = self.format;
        Ok(self.rows.pop_front().map(|row| match format {
            FormatDto::Jsonl => format!("{}\n", serde_json::to_string(&row).unwrap_or_default()),
            FormatDto::Csv => line(&row),
        }))
    }
}

const COLUMNS: &str =
    "seq,time,event,actor,actor_name,user_id,user_name,client_id,client_name,address,detail";

fn line(row: &RowDto) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let cells = [
        row.seq.to_string(),
        row.time.clone(),
        row.event.clone(),
        row.actor.clone(),
        text(&row.actor_name),
        text(&row.user_id),
        text(&row.user_name),
        text(&row.client_id),
        text(&row.client_name),
        text(&row.address),
        serde_json::to_string(&row.detail).unwrap_or_default(),
    ];
    format!("{}\r\n", cells.map(|cell| quoted(&cell)).join(","))
}

/// Whatever a spreadsheet would take for a formula begins with an apostrophe: names come from whoever signs in.
fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_no_formula_and_ends_where_it_ends() {
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("\n=1+1"), "\"'\n=1+1\"");
        assert_eq!(quoted("@SUM"), "\"'@SUM\"");
        assert_eq!(quoted("say \"hi\", then\r\ngo"), "\"say \"\"hi\"\", then\r\ngo\"");
    }
}
