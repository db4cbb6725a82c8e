//! What a phone says about the face that it saw; the pictures never leave it.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use serde::{Deserialize, Serialize};

use crate::token::sha256;
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

/// Which models look at a face and from where on it is the owner's. Its id is made of its content, so that no two
/// differ under one id.
#[derive(Clone, Debug, Serialize)]
pub struct FacePolicy {
    /// What a phone names in its answer.
    #[serde(rename = "policy")]
    pub id: String,
    /// Files of models that phones load; those that a client brings along are not named.
    pub models: Vec<Model>,
    /// From where on.
    pub thresholds: Thresholds,
    /// Movements that may be asked for.
    pub gestures: [Gesture; 5],
}

/// A file of a model.
#[derive(Clone, Debug, Serialize)]
pub struct Model {
    /// What it is called.
    pub name: &'static str,
    /// Path on this server.
    pub url: &'static str,
    /// In lower-case hex.
    pub sha256: &'static str,
}

/// From where on a face is the owner's. Measured on LFW with `SFace`: 0.45 lets one stranger in 20,000 pass.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Thresholds {
    /// Cosine of the median of the frames to the template, at least.
    #[serde(rename = "match")]
    pub matching: f32,
    /// Frames that are looked at.
    pub frames: u8,
    /// Cosine of a turned head to the template, at least.
    pub turned: f32,
    /// Width of the face in the picture, at least.
    pub face_width_min: f32,
    /// Width of the face in the picture, at most.
    pub face_width_max: f32,
}

const THRESHOLDS: Thresholds =
    Thresholds { matching: 0.45, frames: 5, turned: 0.30, face_width_min: 0.25, face_width_max: 0.55 };
/// How long the policy before the one in force still counts, in seconds.
const POLICY_GRACE_S: i64 = 600;

impl FacePolicy {
    /// The one that this version brings.
    pub fn present() -> Self {
        let mut policy =
            Self { id: String::new(), models: Vec::new(), thresholds: THRESHOLDS, gestures: GESTURES };
        let content = serde_json::to_vec(&policy).unwrap_or_default();
        policy.id = BASE64URL.encode(sha256(&content)).chars().take(16).collect();
        policy
    }
}

/// Ids that count: the newest, and the one before it for ten minutes. `known`: newest first, each with its beginning.
pub fn policies_in_force(known: &[(String, i64)], now: i64) -> Vec<String> {
    let is_young = known.first().is_some_and(|(_, since)| now < since + POLICY_GRACE_S);
    known.iter().take(if is_young { 2 } else { 1 }).map(|(id, _)| id.clone()).collect()
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
    fn the_policy_before_counts_for_ten_minutes() {
        let known = [("new".to_owned(), 1_000), ("old".to_owned(), 10)];
        assert_eq!(policies_in_force(&known, 1_599), ["new", "old"]);
        assert_eq!(policies_in_force(&known, 1_600), ["new"]);
        assert_eq!(FacePolicy::present().id, FacePolicy::present().id);
        assert_eq!(FacePolicy::present().id.len(), 16);
    }

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
