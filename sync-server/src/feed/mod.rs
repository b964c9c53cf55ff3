//! The feed: what one laptop is told, as a pure function of its cursor, the log and access.
//!
//! A *pass* goes from the position `base`, up to which the laptop knows everything it may, to `goal`, the log's end
//! when the pass began. What was readable all along is sent in log order; what became readable since `base` is sent
//! whole, with the case's keys before it; what is held and no longer readable is closed. Access is asked anew for
//! each frame, in the transaction that reads the frame's bytes and notes what the laptop will hold.
//!
//! Invariants: nothing is said of a case that the laptop neither holds nor may read; a pass cut after any frame and
//! resumed from that frame's cursor tells the same as one that was not.

pub(crate) mod cursor;
pub(crate) mod frames;
pub(crate) mod plan;
