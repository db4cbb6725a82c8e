//! A browser in a few words, from what it says about itself. For people to recognise, never to decide by.

/// "Firefox, Linux", or the first word of what it says about itself.
pub fn describe(user_agent: &str) -> String {
    recognise(user_agent)
        .unwrap_or_else(|| user_agent.split([' ', '/']).next().unwrap_or_default().chars().take(40).collect())
}

/// "Firefox, Linux", if it is one that we know: nobody names a browser as they like.
pub fn recognise(user_agent: &str) -> Option<String> {
    let first = |table: &[(&str, &'static str)]| {
        table.iter().find(|(sign, _)| user_agent.contains(sign)).map(|(_, name)| *name)
    };
    let browser = first(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("HeadlessChrome/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => Some(format!("{browser}, {system}")),
        (Some(only), None) | (None, Some(only)) => Some(only.to_owned()),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_browsers_are_recognised() {
        let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
        assert_eq!(describe(chrome), "Chrome, Windows");
        assert_eq!(describe(&format!("{chrome} Edg/156.0")), "Edge, Windows");
        assert_eq!(
            describe("Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"),
            "Firefox, Linux"
        );
        assert_eq!((describe("curl/8").as_str(), recognise("curl/8")), ("curl", None));
    }
}
