//! Whether phones are told of a sign-in while their app is closed.

use serde_json::Value;

use super::Finding;
use crate::cli::output::{is_true, show, time_text};

const CHECK: &str = "push";

/// Nothing here is a failure: a phone that was not told looks when its owner does.
pub(super) fn check(health: &Value) -> Finding {
    let push = health.get("push").unwrap_or(&Value::Null);
    let number = |key: &str| push.get(key).and_then(Value::as_i64);
    let phones = number("phones").unwrap_or_default();
    if !is_true(push, "is_enabled") {
        return Finding::ok(CHECK, format!("off (push.enabled); phones that would take it: {phones}"));
    }
    let (delivered_at, failed_at) = (number("delivered_at"), number("failed_at"));
    let taken = delivered_at.map_or_else(
        || "none was delivered since the start".to_owned(),
        |at| format!("the last one was delivered at {}", time_text(at)),
    );
    let message = format!("phones with push: {phones}; {taken}");
    match failed_at {
        Some(at) => {
            let message =
                format!("{message}; the last failure at {}: {}", time_text(at), show(push, "failure"));
            // What worked since then is mended.
            if delivered_at.is_some_and(|delivered| delivered >= at) {
                return Finding::ok(CHECK, message);
            }
            let mend = "let this machine reach the push services by https, or set push.enabled to off";
            Finding::warn(CHECK, message, mend)
        }
        None => Finding::ok(CHECK, message),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::cli::doctor::Status;

    fn checked(push: &Value) -> (Status, String) {
        let finding = check(&json!({ "push": push }));
        (finding.status, finding.message)
    }

    #[test]
    fn a_failure_is_a_warning_until_something_was_delivered_after_it() {
        let (status, message) = checked(&json!({"is_enabled": true, "phones": 2}));
        assert_eq!(
            (status, message.as_str()),
            (Status::Ok, "phones with push: 2; none was delivered since the start")
        );
        let failed = json!({"is_enabled": true, "phones": 2, "delivered_at": 10, "failed_at": 20, "failure": "push.example: status 403"});
        let (status, message) = checked(&failed);
        assert!(status == Status::Warn && message.ends_with("push.example: status 403"), "{message}");
        let mended =
            json!({"is_enabled": true, "phones": 2, "delivered_at": 30, "failed_at": 20, "failure": "x"});
        assert_eq!(checked(&mended).0, Status::Ok);
        assert_eq!(checked(&json!({"is_enabled": false, "phones": 1})).0, Status::Ok);
    }
}
