//! The symbol in the tray: how the server stands, and what is done most often.

use arboard::Clipboard;
use tauri::image::Image;
use tauri::menu::{Menu, MenuEvent, MenuItem, PredefinedMenuItem};
use tauri::tray::{TrayIcon, TrayIconBuilder};
use tauri::{AppHandle, Manager as _, Wry};
use tauri_plugin_dialog::{DialogExt as _, MessageDialogButtons};

use crate::host::{Mode, State};
use crate::shell::Shell;
use crate::window;

/// The parts of it that change.
pub(crate) struct Tray {
    icon: TrayIcon,
    state: MenuItem<Wry>,
    copy: MenuItem<Wry>,
    switch: MenuItem<Wry>,
    person: MenuItem<Wry>,
    /// Each line that always says the same, with its word.
    lines: [(MenuItem<Wry>, &'static str); 4],
}

/// What the symbol says without words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Plain,
    Grey,
    Marked,
}

impl Tray {
    /// Puts it there. Where a desktop shows no tray, nothing is seen, and a second start shows the window.
    pub(crate) fn new(app: &AppHandle) -> tauri::Result<Self> {
        let words = app.state::<Shell>().words();
        let item = |id: &str, word: &str| MenuItem::with_id(app, id, words.get(word), true, None::<&str>);
        let state = MenuItem::with_id(app, "state", words.get("tray-starting"), false, None::<&str>)?;
        let switch = item("switch", "tray-stop")?;
        let line = |id: &str, word: &'static str| Ok::<_, tauri::Error>((item(id, word)?, word));
        let lines = [
            line("open", "tray-open")?,
            line("copy", "tray-copy")?,
            line("person", "tray-add-person")?,
            line("quit", "tray-quit")?,
        ];
        let [(open, _), (copy, _), (person, _), (quit, _)] = &lines;
        let gap = || PredefinedMenuItem::separator(app);
        let menu = Menu::with_items(app, &[&state, &gap()?, open, copy, person, &gap()?, &switch, quit])?;
        let icon = TrayIconBuilder::with_id("main")
            .menu(&menu)
            .icon(picture(app, Look::Plain))
            .tooltip("DOneLogin")
            .on_menu_event(chosen)
            .build(app)?;
        let (copy, person) = (copy.clone(), person.clone());
        Ok(Self { icon, state, copy, switch, person, lines })
    }

    /// Shows how the server stands; `troubled`: something needs an administrator.
    pub(crate) fn show(&self, app: &AppHandle, troubled: bool) -> tauri::Result<()> {
        let shell = app.state::<Shell>();
        let (mode, state) = shell.host.state();
        let (text, look) = match &state {
            State::Starting => (shell.words().get("tray-starting"), Look::Grey),
            State::Stopped(_) => (shell.words().get("tray-stopped"), Look::Grey),
            State::Serving(issuer) => {
                let (word, look) = match (troubled, mode) {
                    (true, _) => ("tray-attention", Look::Marked),
                    (false, Mode::Embedded) => ("tray-serving", Look::Plain),
                    (false, Mode::Service) => ("tray-serving-service", Look::Plain),
                };
                let host = issuer.trim_start_matches("https://").to_owned();
                (shell.words().with(word, &[("address", host)]), look)
            }
        };
        let serves = matches!(state, State::Serving(_));
        for (line, word) in &self.lines {
            line.set_text(shell.words().get(word))?;
        }
        self.state.set_text(&text)?;
        self.icon.set_tooltip(Some(format!("DOneLogin: {text}")))?;
        self.icon.set_icon(Some(picture(app, look)))?;
        self.copy.set_enabled(serves)?;
        self.person.set_enabled(serves)?;
        let word = if serves { "tray-stop" } else { "tray-start" };
        self.switch.set_text(shell.words().get(word))?;
        // Somebody else's server is not ours to stop.
        self.switch.set_enabled(!serves || mode == Mode::Embedded)
    }
}

/// Somebody chose a line of the menu. While the window is locked the server can be stopped and started and the program
/// ended, as whoever sits there can pull the plug; everything else shows the window, which asks for the password.
fn chosen(app: &AppHandle, event: MenuEvent) {
    let app = app.clone();
    let is_locked = app.state::<Shell>().lock.is_locked();
    match event.id().as_ref() {
        "copy" | "person" if is_locked => window::show(&app),
        "open" => window::show(&app),
        "copy" => copy_address(&app),
        "switch" => {
            tauri::async_runtime::spawn(async move {
                let shell = app.state::<Shell>();
                match shell.host.state().1 {
                    State::Serving(_) => shell.host.stop().await,
                    State::Starting | State::Stopped(_) => shell.host.start().await,
                }
            });
        }
        "person" => window::go(&app, "/admin/people?add"),
        "quit" => quit(&app),
        _ => {}
    }
}

fn copy_address(app: &AppHandle) {
    let State::Serving(issuer) = app.state::<Shell>().host.state().1 else { return };
    if let Err(error) = Clipboard::new().and_then(|mut clipboard| clipboard.set_text(issuer)) {
        tracing::warn!(%error, "the address cannot be copied");
    }
}

/// Ends the program. Where people sign in by it, it asks first.
fn quit(app: &AppHandle) {
    let shell = app.state::<Shell>();
    let (mode, state) = shell.host.state();
    if mode == Mode::Service || !matches!(state, State::Serving(_)) {
        app.exit(0);
        return;
    }
    let words = shell.words();
    let buttons = MessageDialogButtons::OkCancelCustom(words.get("quit-do"), words.get("quit-keep"));
    let quitting = app.clone();
    let dialog = app.dialog().message(words.get("quit-question")).title(words.get("quit-title"));
    dialog.buttons(buttons).show(move |wants| {
        if wants {
            quitting.exit(0);
        }
    });
}

/// The mark; grey while nobody can sign in, with a dot where something needs a look.
fn picture(app: &AppHandle, look: Look) -> Image<'static> {
    let Some(mark) = app.default_window_icon() else { return Image::new_owned(vec![0; 4], 1, 1) };
    let (width, height) = (mark.width(), mark.height());
    let mut rgba = mark.rgba().to_vec();
    for (index, pixel) in (0_u32..).zip(rgba.chunks_exact_mut(4)) {
        let [red, green, blue, alpha] = pixel else { continue };
        if look == Look::Grey {
            let grey = u16::from(*red).midpoint(u16::from(*green)).midpoint(u16::from(*blue));
            let light = u8::try_from(grey / 2 + 90).unwrap_or(u8::MAX);
            (*red, *green, *blue) = (light, light, light);
        }
        // A quarter of the width, in the lower right corner.
        let (x, y) = (index % width, index / width);
        let radius = i64::from(width / 4);
        let (dx, dy) =
            (i64::from(x) - (i64::from(width) - radius), i64::from(y) - (i64::from(height) - radius));
        if look == Look::Marked && dx * dx + dy * dy < radius * radius {
            (*red, *green, *blue, *alpha) = (0xF2, 0xA9, 0x3B, 0xFF);
        }
    }
    Image::new_owned(rgba, width, height)
}
