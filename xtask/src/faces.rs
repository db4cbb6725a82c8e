//! `cargo xtask faces`: the phone app's own pipeline over a folder of faces, measured.

use std::path::PathBuf;

use crate::command;
use crate::pictures;
use crate::stop::Stop;
use crate::ui;
use crate::workspace;

/// What to measure, and what to measure beside it.
#[derive(clap::Args)]
pub(crate) struct Wanted {
    /// Pictures as person/image; without it the few that the tests use
    folder: Option<PathBuf>,
    /// Where report.txt and scores.svg go [default: faces/ in the build folder]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Passive models (.onnx) with a passive.json that says what each wants to see
    #[arg(long, value_name = "FOLDER")]
    passive: Option<PathBuf>,
    /// Pictures of pictures, which passive models should refuse
    #[arg(long, value_name = "FOLDER", requires = "passive")]
    attacks: Option<PathBuf>,
}

/// Prints the report and writes it with its plot.
pub(crate) fn measure(wanted: Wanted) -> Result<(), Stop> {
    ui::install()?;
    let folder = match wanted.folder {
        Some(folder) => absolute(folder)?,
        None => {
            pictures::install()?;
            println!("no folder was named; the pictures of the tests are five, of three people");
            workspace::target().join("pictures")
        }
    };
    let out = wanted.out.map_or_else(|| Ok(workspace::target().join("faces")), absolute)?;
    let mut measure = command::new("node");
    measure.args(["cli/run.mjs", "measure"]).arg(folder).arg("--out").arg(out);
    for (flag, folder) in [("--passive", wanted.passive), ("--attacks", wanted.attacks)] {
        if let Some(folder) = folder {
            measure.arg(flag).arg(absolute(folder)?);
        }
    }
    command::check(measure.current_dir(ui::folder().join("face")))
}

/// Node runs in a folder of its own.
fn absolute(folder: PathBuf) -> Result<PathBuf, Stop> {
    std::path::absolute(&folder).map_err(|source| Stop::File { path: folder, source })
}
