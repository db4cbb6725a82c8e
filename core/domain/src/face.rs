//! What a phone says about the face that it saw; the pictures never leave it.

pub mod policy;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::world::Entropy;

/// A movement that the phone asks of its owner. Left is the owner's own left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gesture {
    /// Turn the head left.
    TurnLeft,
    /// Turn the head right.
    TurnRight,
    /// Look up.
    LookUp,
    /// Look down.
    LookDown,
    /// Look straight.
    Center,
}

/// A colour that the phone's screen shows during a check, to be seen again on the face in front of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    /// White.
    White,
    /// Blue.
    Blue,
    /// Amber.
    Amber,
    /// Green.
    Green,
    /// Pink.
    Pink,
}

/// All gestures.
pub const GESTURES: [Gesture; 5] =
    [Gesture::TurnLeft, Gesture::TurnRight, Gesture::LookUp, Gesture::LookDown, Gesture::Center];
/// All colours.
pub const COLOURS: [Colour; 5] = [Colour::White, Colour::Blue, Colour::Amber, Colour::Green, Colour::Pink];
/// How many gestures are asked for, and how many colours are shown.
pub const ASKED: usize = 3;
/// How long they may take, in seconds.
pub const ATTEMPT_S: i64 = 30;
/// Attempts for one request.
pub const MAX_ATTEMPTS: usize = 5;

/// The verdict of the phone's face check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaceResult {
    /// The owner, alive.
    Match,
    /// Somebody else.
    NoMatch,
    /// A picture or a mask.
    Spoof,
    /// Nobody looked.
    NotRun,
}

/// The statement about the face in a signed answer; never a similarity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaceStatement {
    /// The verdict.
    pub result: FaceResult,
    /// Movements done, in order.
    #[serde(default)]
    pub gestures: Vec<Gesture>,
    /// Id of models and thresholds.
    #[serde(default)]
    pub policy: String,
    /// SHA-256 of the models that looked, in lower-case hex, by their names.
    #[serde(default)]
    pub models: BTreeMap<String, String>,
    /// What became of the colours; absent where the phone showed none.
    #[serde(default)]
    pub colours: Option<ColoursStatement>,
}

/// What became of the colours on the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColoursStatement {
    /// Those that were shown, in order.
    pub shown: Vec<Colour>,
    /// Whether the face gave them back.
    pub reflection: Reflection,
}

/// Whether a face gave the colours of the screen back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reflection {
    /// It did, in their order.
    Seen,
    /// It did not, where it should have.
    NotSeen,
    /// The light around was too bright to tell.
    Unclear,
}

/// Three gestures, no two alike one after the other, never beginning with looking straight: that one already does.
pub fn draw_gestures(entropy: &dyn Entropy) -> Vec<Gesture> {
    draw(&GESTURES, entropy, |first| first != Gesture::Center)
}

/// Three colours, no two alike one after the other: each change can be seen.
pub fn draw_colours(entropy: &dyn Entropy) -> Vec<Colour> {
    draw(&COLOURS, entropy, |_| true)
}

fn draw<T: Copy + PartialEq>(kinds: &[T; 5], entropy: &dyn Entropy, begins: impl Fn(T) -> bool) -> Vec<T> {
    let mut drawn: Vec<T> = Vec::with_capacity(ASKED);
    let mut byte = [0];
    while drawn.len() < ASKED {
        entropy.fill(&mut byte);
        let [value] = byte;
        // 255 = 51 × 5: the last value would favour the first kind.
        let Some(kind) = kinds.get(usize::from(value % 5)).filter(|_| value < 255) else { continue };
        if drawn.last().map_or_else(|| begins(*kind), |last| last != kind) {
            drawn.push(*kind);
        }
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::SystemEntropy;

    #[test]
    fn every_sequence_moves_the_head() {
        for _ in 0..200 {
            let drawn = draw_gestures(&SystemEntropy);
            assert_eq!(drawn.len(), ASKED);
            assert_ne!(drawn[0], Gesture::Center);
            assert!(drawn.windows(2).all(|pair| pair[0] != pair[1]), "{drawn:?}");
        }
    }

    #[test]
    fn every_change_of_colour_can_be_seen() {
        let sequences: Vec<_> = (0..300).map(|_| draw_colours(&SystemEntropy)).collect();
        for drawn in &sequences {
            assert_eq!(drawn.len(), ASKED);
            assert!(drawn.windows(2).all(|pair| pair[0] != pair[1]), "{drawn:?}");
        }
        assert!(COLOURS.iter().all(|colour| sequences.iter().any(|drawn| drawn[0] == *colour)));
    }

    #[test]
    fn a_statement_reads_as_the_protocol_writes_it() {
        let text = r#"{"result":"match","gestures":["turn_left"],"policy":"p","models":{"sface":"00"},"attempts":1,
            "colours":{"shown":["white","pink"],"reflection":"not_seen"}}"#;
        let face: FaceStatement = serde_json::from_str(text).unwrap();
        assert_eq!(face.models["sface"], "00");
        let colours = face.colours.unwrap();
        assert_eq!(colours.shown, [Colour::White, Colour::Pink]);
        assert_eq!(colours.reflection, Reflection::NotSeen);
        assert!(serde_json::from_str::<FaceStatement>(&text.replace("pink", "grey")).is_err());
        assert!(serde_json::from_str::<FaceStatement>(&text.replace("not_seen", "perhaps")).is_err());
    }
}
