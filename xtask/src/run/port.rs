//! Saying who holds a port that we need.

use std::fs;
use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::Path;

use crate::stop::Stop;

/// Says who to stop when a port is taken.
pub(crate) fn check_free(port: u16) -> Result<(), Stop> {
    match TcpListener::bind(("0.0.0.0", port)) {
        Err(error) if error.kind() == ErrorKind::AddrInUse => Err(Stop::Port { port, by: holder(port) }),
        _ => Ok(()),
    }
}

fn holder(port: u16) -> String {
    match process(port) {
        Some((process, name)) => format!("{name} (process {process}); stop it with: kill {process}"),
        None => "another program; stop that first".to_owned(),
    }
}

/// Linux tells who holds a socket: the tables of `/proc/net` name its inode, the processes' open files name the
/// inode's holder. Elsewhere nothing is found.
fn process(port: u16) -> Option<(u32, String)> {
    let tables =
        ["/proc/net/tcp", "/proc/net/tcp6"].map(|table| fs::read_to_string(table).unwrap_or_default());
    let inode = tables.iter().find_map(|table| listening_inode(table, port))?;
    let socket = format!("socket:[{inode}]");
    for process in fs::read_dir("/proc").ok()?.flatten() {
        let Some(number) = process.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        if holds(&process.path(), &socket) {
            let name = fs::read_to_string(process.path().join("comm")).unwrap_or_default();
            return Some((number, name.trim().to_owned()));
        }
    }
    None
}

fn holds(process: &Path, socket: &str) -> bool {
    let files = fs::read_dir(process.join("fd")).into_iter().flatten().flatten();
    files.filter_map(|file| fs::read_link(file.path()).ok()).any(|target| target.as_os_str() == socket)
}

/// Columns of `/proc/net/tcp`: 1 is the local address and port in hexadecimal, 3 the state (0A: listening), 9 the
/// inode.
fn listening_inode(table: &str, port: u16) -> Option<String> {
    let wanted = format!(":{port:04X}");
    table.lines().find_map(|line| {
        let columns: Vec<_> = line.split_whitespace().collect();
        let listens = columns.get(1)?.ends_with(&wanted) && *columns.get(3)? == "0A";
        listens.then(|| columns.get(9).map(|inode| (*inode).to_owned())).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inode_is_read_from_the_table_of_the_kernel() {
        let table = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n   \
                     0: 0100007F:20FB 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0";
        assert_eq!(listening_inode(table, 8443).as_deref(), Some("4711"));
        assert_eq!(listening_inode(table, 8444), None);
    }

    #[test]
    fn the_holder_of_a_port_is_named() {
        let listener = TcpListener::bind("0.0.0.0:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let Err(Stop::Port { by, .. }) = check_free(port) else { panic!("it is taken") };
        if cfg!(target_os = "linux") {
            assert!(by.contains(&format!("kill {}", std::process::id())), "{by}");
        }
        drop(listener);
        // Whichever the system gives: a given port may be taken by somebody else at once.
        assert!(check_free(0).is_ok());
    }
}
