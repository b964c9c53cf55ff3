//! Both ends of the conversation between laptop and relay, as state machines without input or output.
//!
//! One request and one answer a session. Up: [`wire::Up::Hello`], pushed items in queue order, `End`. Down:
//! `Welcome`, one result per item (before anything else, so that the queue empties even if the answer is cut),
//! the configuration slice if it changed, feed frames that each end with the next cursor, `Bye`.
//!
//! Every frame stands alone and carries a checksum; a cut at any byte loses at most the frame it falls into.

pub mod code;
pub mod frame;
pub mod laptop;
pub mod relay;
pub mod wire;
