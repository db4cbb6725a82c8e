//! Connects to an address and prints what its certificate says, for tests that look from inside another network.

#![expect(clippy::print_stdout, reason = "printing is what it is for")]

use std::process::ExitCode;

use tests::peer::Look;

/// `knock ADDRESS:PORT CA.pem`
fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(address), Some(ca)) = (arguments.next(), arguments.next()) else { return ExitCode::from(2) };
    let Ok(pem) = std::fs::read_to_string(ca) else { return ExitCode::from(2) };
    match address.parse().ok().map(|address| Look::by_address(address, &pem)) {
        Some(Ok(look)) => {
            println!("{} {}", look.fingerprint(), look.addresses().join(" "));
            ExitCode::SUCCESS
        }
        _ => ExitCode::FAILURE,
    }
}
