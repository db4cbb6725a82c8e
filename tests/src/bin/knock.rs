//! Looks from inside another network: what the certificate at an address says, or who answers to a name.

#![expect(clippy::print_stdout, reason = "printing is what it is for")]

use std::process::ExitCode;
use std::time::Duration;

use tests::peer::Look;

/// `knock ADDRESS:PORT CA.pem [NAME]` or `knock NAME.local`
fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let said = match arguments.as_slice() {
        [name] => who_answers(name),
        [address, ca] => certificate(address, ca, None),
        [address, ca, name] => certificate(address, ca, Some(name)),
        _ => return ExitCode::from(2),
    };
    match said {
        Some(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        None => ExitCode::FAILURE,
    }
}

fn certificate(address: &str, ca: &str, name: Option<&str>) -> Option<String> {
    let pem = std::fs::read_to_string(ca).ok()?;
    let address = address.parse().ok()?;
    let look = match name {
        Some(name) => Look::by_name(address, name, &pem).ok()?,
        None => Look::by_address(address, &pem).ok()?,
    };
    Some(format!("{} {}", look.fingerprint(), look.addresses().join(" ")))
}

fn who_answers(name: &str) -> Option<String> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().ok()?;
    let found = runtime.block_on(net::mdns::resolve(name, Duration::from_secs(2))).ok()?;
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    (!found.is_empty()).then(|| found.join(" "))
}
