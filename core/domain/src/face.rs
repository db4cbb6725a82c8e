//! What a phone says about the face that it saw; the pictures never leave it.

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

/// All gestures.
pub const GESTURES: [Gesture; 5] =
    [Gesture::TurnLeft, Gesture::TurnRight, Gesture::LookUp, Gesture::LookDown, Gesture::Center];
/// How many are asked for.
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
}

/// Three gestures, no two alike one after the other, never beginning with looking straight: that one already does.
pub fn draw(entropy: &dyn Entropy) -> Vec<Gesture> {
    let mut drawn: Vec<Gesture> = Vec::with_capacity(ASKED);
    let mut byte = [0];
    while drawn.len() < ASKED {
        entropy.fill(&mut byte);
        let [value] = byte;
        // 255 = 51 × 5: the last value would favour the first gesture.
        let Some(gesture) = GESTURES.get(usize::from(value % 5)).filter(|_| value < 255) else { continue };
        let dull = drawn.last() == Some(gesture) || drawn.is_empty() && *gesture == Gesture::Center;
        if !dull {
            drawn.push(*gesture);
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
            let drawn = draw(&SystemEntropy);
            assert_eq!(drawn.len(), ASKED);
            assert_ne!(drawn[0], Gesture::Center);
            assert!(drawn.windows(2).all(|pair| pair[0] != pair[1]), "{drawn:?}");
        }
    }
}
