//! One face check, and what a statement has to say to pass it.

use serde::{Deserialize, Serialize};

use super::{DecideError, Measure};
use crate::decision::Statement;
use crate::face::{Colour, FaceResult, FaceStatement, Gesture, Reflection};

/// One face check: gestures and colours drawn by the server, in its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// Its id.
    pub id: String,
    /// What was asked.
    pub gestures: Vec<Gesture>,
    /// What the screen was to show; empty in rows of an older version.
    #[serde(default)]
    pub colours: Vec<Colour>,
    /// Seconds since 1970.
    pub expires_at: i64,
}

/// Whether the face of a statement passed. Only the newest of `attempts` counts, so that gestures cannot be chosen among
/// several.
pub(super) fn check(
    attempts: &[Attempt],
    statement: &Statement,
    measure: Measure<'_>,
) -> Result<(), DecideError> {
    let face = statement.face.as_ref().ok_or(DecideError::FaceNotPassed)?;
    if face.result != FaceResult::Match {
        return Err(DecideError::FaceNotPassed);
    }
    if !is_of_a_policy(face, measure) {
        return Err(DecideError::UnknownPolicy);
    }
    let named = statement.attempt.as_deref();
    let attempt = attempts.last().filter(|attempt| named == Some(attempt.id.as_str()));
    let attempt =
        attempt.filter(|attempt| attempt.gestures == face.gestures && measure.now < attempt.expires_at);
    let attempt = attempt.ok_or(DecideError::WrongGestures)?;
    if measure.needs_colours { attempt.check_colours(face) } else { Ok(()) }
}

/// A version that named no models is taken at its word.
fn is_of_a_policy(face: &FaceStatement, measure: Measure<'_>) -> bool {
    let mut counting = measure.policies.iter().filter(|policy| policy.id == face.policy);
    counting.any(|policy| policy.models.is_empty() || policy.models == face.models)
}

impl Attempt {
    fn check_colours(&self, face: &FaceStatement) -> Result<(), DecideError> {
        match &face.colours {
            Some(colours) if colours.reflection != Reflection::Seen => Err(DecideError::FaceNotPassed),
            Some(colours) if !self.colours.is_empty() && colours.shown == self.colours => Ok(()),
            Some(_) => Err(DecideError::WrongGestures),
            None => Err(DecideError::FaceNotPassed),
        }
    }
}
