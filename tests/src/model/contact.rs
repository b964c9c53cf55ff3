//! A contact of the model: what waits is handed in, then the feed is followed; and what must be so afterwards.

use super::{
    Broken, Change, Cursor, Item, LAPTOPS, Laptop, World, Wrong, person_of,
    relay::{Answer, Told},
};
use std::{collections::BTreeSet, rc::Rc};

/// How much of an answer arrives. Its frames are the results, then one thing after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heard {
    Nothing,
    AllButTheLast,
    All,
}

impl World {
    /// A contact.
    pub(super) fn contact(&mut self, at: u8, heard: Heard) -> Result<(), Wrong> {
        if self.laptops[usize::from(at)].is_old {
            // Its nonce was used: it is a copy put back, and writes under another actor from now on.
            self.laptop(at).is_old = false;
            self.new_incarnation(at);
        }
        if self.broken == Broken::PurgeBeforeHandIn {
            self.follow(at, heard)?;
            return self.hand_in(at, heard != Heard::Nothing);
        }
        self.hand_in(at, heard != Heard::Nothing)?;
        self.follow(at, heard)?;
        if heard == Heard::All { self.check_held(at) } else { Ok(()) }
    }

    /// Every item is decided; the laptop hears of it if the answer arrives.
    fn hand_in(&mut self, at: u8, heard: bool) -> Result<(), Wrong> {
        let programme = Rc::clone(&self.programme);
        let queue = self.laptops[usize::from(at)].queue.clone();
        if queue.is_empty() {
            return Ok(());
        }
        let mut answers = Vec::new();
        for item in &queue {
            let is_new = |act: &super::Act| self.relay.acts().all(|known| known.id != act.id);
            let wanted = match item {
                Item::Act(act) if is_new(act) => Some(self.oracle.decide(act)),
                Item::Change(change) => {
                    let documents = self.oracle.documents(&programme, person_of(at));
                    let may = documents.contains(&(change.document, true));
                    (!may).then_some(false)
                }
                _ => None,
            };
            let answer = self.relay.take(&programme, self.broken, at, item);
            let is_taken = answer == Answer::Taken;
            if wanted.is_some_and(|wanted| is_taken && !wanted)
                || matches!(item, Item::Act(_)) && wanted == Some(true) && !is_taken
            {
                return Err(Wrong::Decided);
            }
            if let (Item::Act(act), Answer::Refused) = (item, answer)
                && heard
            {
                self.denied.insert((at, act.id));
            }
            answers.push(answer);
        }
        if heard {
            self.take_answers(at, &queue, &answers);
        }
        Ok(())
    }

    fn take_answers(&mut self, at: u8, queue: &[Item], answers: &[Answer]) {
        self.laptop(at).queue.clear();
        let mut again = Vec::new();
        for (item, answer) in queue.iter().zip(answers) {
            let laptop = self.laptop(at);
            match (item, answer) {
                (Item::Change(change), Answer::SetAside) => {
                    laptop.changes.remove(change);
                    laptop.drafts.insert(change.word);
                }
                (Item::Change(change), Answer::Refused) => {
                    laptop.changes.remove(change);
                    again.push(*change);
                }
                (Item::Act(act), Answer::Refused) => _ = laptop.refused.insert(act.id),
                (Item::Act(act), Answer::Taken | Answer::Duplicate) => _ = laptop.told.insert(*act),
                _ => {}
            }
        }
        if answers.iter().any(|answer| matches!(answer, Answer::SetAside)) || !again.is_empty() {
            self.new_incarnation(at);
        }
        // What only built upon something that was not taken is written anew; the rest stays a draft.
        for change in again {
            let laptop = self.laptop(at);
            if laptop.writes(change.document) {
                laptop.write(at, change.document, change.word);
            } else {
                laptop.drafts.insert(change.word);
            }
        }
    }

    fn new_incarnation(&mut self, at: u8) {
        self.incarnations[usize::from(at)] += 1;
        self.laptop(at).incarnation = self.incarnations[usize::from(at)];
    }

    /// Follows the feed as far as it arrives.
    fn follow(&mut self, at: u8, heard: Heard) -> Result<(), Wrong> {
        let programme = Rc::clone(&self.programme);
        let allowed: BTreeSet<u16> = self
            .oracle
            .documents(&programme, person_of(at))
            .into_iter()
            .map(|(document, _)| document)
            .collect();
        loop {
            let head = self.relay.head();
            let mut cursor = self.laptops[usize::from(at)].cursor;
            if cursor.base == cursor.goal {
                cursor.goal = head;
            }
            if cursor.base == cursor.goal {
                return Ok(());
            }
            let plan = self.relay.plan(&programme, self.broken, at, cursor);
            let arrives = match heard {
                Heard::Nothing => 0,
                Heard::AllButTheLast => plan.len().saturating_sub(1),
                Heard::All => plan.len(),
            };
            for (n, (place, told)) in plan.into_iter().enumerate() {
                // The relay says it, whether or not it arrives.
                let forbidden = match &told {
                    Told::Change(change) => !allowed.contains(&change.document),
                    Told::Head { modes, .. } => modes.iter().any(|(document, _)| !allowed.contains(document)),
                    Told::Act(_) => allowed.is_empty(),
                    Told::Close { .. } => false,
                };
                if forbidden {
                    return Err(Wrong::HandedOut);
                }
                self.relay.hand_out(at, &told);
                if n >= arrives {
                    continue;
                }
                self.hear(at, told);
                cursor.at = Some(place);
                if self.broken == Broken::CursorIsAPosition && place.2 > 0 {
                    (cursor.base, cursor.at) = (place.2.max(cursor.base), None);
                }
                self.laptop(at).cursor = cursor;
            }
            if heard != Heard::All {
                return Ok(());
            }
            self.laptop(at).cursor = Cursor { base: cursor.goal, goal: cursor.goal, at: None };
            if cursor.goal == head {
                return Ok(());
            }
        }
    }

    fn hear(&mut self, at: u8, told: Told) {
        let purges = self.broken == Broken::PurgeBeforeHandIn;
        let laptop = self.laptop(at);
        match told {
            Told::Close { gone, seq } => {
                laptop.modes.retain(|(document, _)| !gone.contains(document));
                laptop.changes.retain(|change| !gone.contains(&change.document));
                if purges {
                    let stays = |item: &Item| !matches!(item, Item::Change(change) if gone.contains(&change.document));
                    laptop.queue.retain(stays);
                }
                if laptop.modes.is_empty() {
                    laptop.told.clear();
                }
                laptop.queue.push(Item::Receipt(gone, seq));
                self.new_incarnation(at);
            }
            Told::Head { modes, owner } => (laptop.modes, laptop.owner) = (modes, owner),
            Told::Act(act) => _ = laptop.told.insert(act),
            Told::Change(change) => _ = laptop.changes.insert(change),
        }
    }

    /// After a contact that came through, a laptop holds what its person may read, all of it, and nothing else.
    fn check_held(&self, at: u8) -> Result<(), Wrong> {
        let laptop = &self.laptops[usize::from(at)];
        let mut modes = laptop.modes.clone();
        modes.sort_unstable();
        if modes != self.oracle.documents(&self.programme, person_of(at)) {
            return Err(Wrong::Held);
        }
        let waiting = |change: &Change| laptop.queue.contains(&Item::Change(*change));
        let held: BTreeSet<_> = laptop.changes.iter().filter(|change| !waiting(change)).collect();
        let is_open = |change: &&Change| modes.iter().any(|(document, _)| *document == change.document);
        if held != self.relay.taken().filter(is_open).collect() {
            return Err(Wrong::Content);
        }
        let all: BTreeSet<_> = self.relay.acts().filter(|_| !modes.is_empty()).collect();
        if laptop.told.iter().collect::<BTreeSet<_>>() == all { Ok(()) } else { Err(Wrong::Content) }
    }

    /// What must be so once everybody has called and nothing is left to say.
    pub(super) fn check_everything(&self) -> Result<(), Wrong> {
        for at in LAPTOPS {
            self.check_held(at)?;
        }
        for (word, is_lost) in &self.words {
            let laptop: &Laptop = &self.laptops[usize::from(word.laptop)];
            let taken = self.relay.taken().any(|change| change.word == *word);
            let set_aside = self.relay.set_aside().any(|change| change.word == *word);
            let is_seen = laptop.drafts.contains(word);
            // What a disk lost that was put back, and nobody had heard of, is nowhere.
            if !(taken || set_aside || is_seen || *is_lost) {
                return Err(Wrong::Lost);
            }
            if set_aside && !taken && !is_seen && !is_lost {
                return Err(Wrong::Unseen);
            }
        }
        let seen = |(at, act): &(u8, u8)| self.laptops[usize::from(*at)].refused.contains(act);
        if self.denied.iter().all(seen) { Ok(()) } else { Err(Wrong::Unseen) }
    }
}
