//! What strangers, one laptop and all together may ask of the relay at once, so that nobody locks the others out.
//!
//! A line is a stranger's until a laptop proves over it who it is. Strangers are told apart by address, and when there
//! is no room it is a stranger's oldest line that gives way, from the address that has most: whoever comes anew gets
//! in. A laptop that has proved itself is measured by its own number alone.

use daftar_core::id::DeviceNo;
use std::{
    collections::BTreeMap,
    io,
    net::{IpAddr, SocketAddr},
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    sync::{OwnedMutexGuard, oneshot},
    time::Sleep,
};

/// How much is allowed.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Lines open at once.
    pub lines_max: usize,
    /// Strangers' lines open at once from one address.
    pub lines_per_address_max: usize,
    /// Lines open at once of one laptop.
    pub lines_per_device_max: usize,
    /// How long a stranger's line stays open.
    pub stranger_time: Duration,
    /// How long a laptop's line may be silent in both directions.
    pub silence: Duration,
    /// What strangers at one address may ask within a minute: nonces, enrolments, whatever is not signed.
    pub tries_per_address_max: u32,
    /// The same for all addresses together.
    pub tries_max: u32,
    /// Signed questions of one laptop within a minute.
    pub questions_per_device_max: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            lines_max: 512,
            lines_per_address_max: 64,
            lines_per_device_max: 4,
            stranger_time: Duration::from_secs(60),
            silence: Duration::from_secs(60),
            tries_per_address_max: 60,
            tries_max: 600,
            questions_per_device_max: 60,
        }
    }
}

/// An address as strangers are counted by: all of an IPv6 network is one place.
type Place = [u8; 16];

fn place(address: IpAddr) -> Place {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_ipv6_mapped().octets(),
        IpAddr::V6(address) => {
            let mut network = address.octets();
            network[8..].fill(0);
            network
        }
    }
}

/// Counts, for each limit, who has had how much of it. Clones are handles of the same one.
#[derive(Debug, Clone)]
pub(crate) struct Porter {
    limits: Arc<Limits>,
    counts: Arc<Mutex<Counts>>,
}

#[derive(Debug, Default)]
struct Counts {
    /// Open lines by the order in which they came.
    lines: BTreeMap<u64, Known>,
    next: u64,
    tries: Minute<Place>,
    questions: Minute<DeviceNo>,
    /// Whose turn it is, by laptop; none: strangers.
    turns: BTreeMap<Option<DeviceNo>, Arc<tokio::sync::Mutex<()>>>,
}

#[derive(Debug)]
struct Known {
    peer: SocketAddr,
    /// Whose it is, once that is proved.
    device: Option<DeviceNo>,
    proved: Arc<AtomicBool>,
    /// Dropped, it ends the line.
    _hang_up: oneshot::Sender<()>,
}

impl Porter {
    pub fn new(limits: Limits) -> Self {
        Self { limits: Arc::new(limits), counts: Arc::default() }
    }

    /// Takes a new line, if need be in the place of another stranger's.
    fn open<I>(&self, io: I, peer: SocketAddr) -> io::Result<Line<I>> {
        let mut counts = self.counts();
        let Limits { lines_max, lines_per_address_max, .. } = *self.limits;
        while counts.strangers(Some(place(peer.ip()))).count() >= lines_per_address_max {
            counts.give_way(place(peer.ip()));
        }
        if counts.lines.len() >= lines_max {
            // All are laptops that proved who they are: then it is really full.
            let most = counts.crowded().ok_or(io::ErrorKind::ConnectionRefused)?;
            counts.give_way(most);
        }
        let (hang_up, ended) = oneshot::channel();
        let proved = Arc::new(AtomicBool::new(false));
        let number = counts.next;
        counts.next += 1;
        let known = Known { peer, device: None, proved: Arc::clone(&proved), _hang_up: hang_up };
        counts.lines.insert(number, known);
        let until = Box::pin(tokio::time::sleep(self.limits.stranger_time));
        Ok(Line { io, number, porter: self.clone(), proved, ended, is_over: false, until })
    }

    /// The line is this laptop's from now on. If it has too many, its oldest gives way.
    pub fn prove(&self, peer: SocketAddr, device: DeviceNo) {
        let mut counts = self.counts();
        if let Some(known) = counts.lines.values_mut().find(|known| known.peer == peer) {
            known.device = Some(device);
            known.proved.store(true, Ordering::Relaxed);
        }
        let own: Vec<u64> = counts
            .lines
            .iter()
            .filter(|(_, known)| known.device == Some(device))
            .map(|(at, _)| *at)
            .collect();
        for oldest in own.iter().take(own.len().saturating_sub(self.limits.lines_per_device_max)) {
            counts.lines.remove(oldest);
        }
    }

    /// Whether a stranger at this address may try something now; counts it.
    pub fn may_try(&self, peer: SocketAddr) -> bool {
        let Limits { tries_per_address_max, tries_max, .. } = *self.limits;
        self.counts().tries.may(place(peer.ip()), tries_per_address_max, tries_max, Instant::now())
    }

    /// Whether a laptop may ask something now; counts it.
    pub fn may_ask(&self, device: DeviceNo) -> bool {
        let most = self.limits.questions_per_device_max;
        self.counts().questions.may(device, most, u32::MAX, Instant::now())
    }

    /// Waits until it is the turn of this laptop, or of strangers: each laptop, and all strangers together, have one
    /// thing at a time waiting for the store.
    pub async fn turn_of(&self, device: Option<DeviceNo>) -> OwnedMutexGuard<()> {
        let turn = Arc::clone(self.counts().turns.entry(device).or_default());
        turn.lock_owned().await
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counts {
    /// Strangers' lines, the oldest first: all, or those from one place.
    fn strangers(&self, from: Option<Place>) -> impl Iterator<Item = (u64, Place)> {
        let strangers = self.lines.iter().filter(|(_, known)| known.device.is_none());
        let placed = strangers.map(|(number, known)| (*number, place(known.peer.ip())));
        placed.filter(move |(_, place)| from.is_none_or(|from| from == *place))
    }

    /// The place from which most strangers' lines come.
    fn crowded(&self) -> Option<Place> {
        let mut counts: BTreeMap<Place, usize> = BTreeMap::new();
        self.strangers(None).for_each(|(_, place)| *counts.entry(place).or_default() += 1);
        counts.into_iter().max_by_key(|(_, count)| *count).map(|(place, _)| place)
    }

    /// Ends the oldest stranger's line from a place.
    fn give_way(&mut self, from: Place) {
        let oldest = self.strangers(Some(from)).next();
        if let Some((oldest, _)) = oldest {
            self.lines.remove(&oldest);
        }
    }
}

/// Counts what happens in the running minute, by whom. Once all together have had theirs it remembers nobody new.
#[derive(Debug)]
struct Minute<K> {
    since: Option<Instant>,
    counts: BTreeMap<K, u32>,
    all: u32,
}

impl<K> Default for Minute<K> {
    fn default() -> Self {
        Self { since: None, counts: BTreeMap::new(), all: 0 }
    }
}

impl<K: Ord> Minute<K> {
    fn may(&mut self, who: K, each_max: u32, all_max: u32, now: Instant) -> bool {
        let is_over = self.since.is_none_or(|since| now.duration_since(since) > Duration::from_secs(60));
        if is_over {
            *self = Self { since: Some(now), ..Self::default() };
        }
        if self.all >= all_max {
            return false;
        }
        let own = self.counts.entry(who).or_default();
        if *own >= each_max {
            return false;
        }
        *own += 1;
        self.all += 1;
        true
    }
}

/// A connection that ends when its time is over or another needs its place.
#[derive(Debug)]
pub(crate) struct Line<I> {
    io: I,
    number: u64,
    porter: Porter,
    proved: Arc<AtomicBool>,
    ended: oneshot::Receiver<()>,
    is_over: bool,
    until: Pin<Box<Sleep>>,
}

impl<I> Line<I> {
    /// What the connection says, unless the line is over. Whatever moves gives a laptop new time, and a stranger none.
    fn guard<T>(
        &mut self,
        context: &mut Context<'_>,
        poll: impl FnOnce(Pin<&mut I>, &mut Context<'_>) -> Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>>
    where
        I: Unpin,
    {
        self.is_over = self.is_over || Pin::new(&mut self.ended).poll(context).is_ready();
        if self.is_over {
            return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
        }
        let answer = poll(Pin::new(&mut self.io), context);
        if answer.is_ready() && self.proved.load(Ordering::Relaxed) {
            self.until.as_mut().reset(tokio::time::Instant::now() + self.porter.limits.silence);
        }
        if self.until.as_mut().poll(context).is_ready() {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        answer
    }
}

impl<I> Drop for Line<I> {
    fn drop(&mut self) {
        self.porter.counts().lines.remove(&self.number);
    }
}

impl<I: AsyncRead + Unpin> AsyncRead for Line<I> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.guard(context, |io, context| io.poll_read(context, buffer))
    }
}

impl<I: AsyncWrite + Unpin> AsyncWrite for Line<I> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.guard(context, |io, context| io.poll_write(context, bytes))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(context)
    }
}

impl<S> axum_server::accept::Accept<tokio::net::TcpStream, S> for Porter {
    type Stream = Line<tokio::net::TcpStream>;
    type Service = S;
    type Future = std::future::Ready<io::Result<(Self::Stream, S)>>;

    fn accept(&self, stream: tokio::net::TcpStream, service: S) -> Self::Future {
        let line = stream.peer_addr().and_then(|peer| self.open(stream, peer));
        std::future::ready(line.map(|line| (line, service)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peer(address: &str, port: u16) -> SocketAddr {
        SocketAddr::new(address.parse().unwrap(), port)
    }

    /// What is left of these lines, by place in the list.
    fn left(porter: &Porter, lines: &[Line<()>]) -> Vec<usize> {
        let counts = porter.counts();
        (0..lines.len()).filter(|at| counts.lines.contains_key(&lines[*at].number)).collect()
    }

    #[test]
    fn tries_beyond_ones_share_wait_for_the_next_minute_and_take_nothing_from_others() {
        let (mut minute, start) = (Minute::default(), Instant::now());
        let mut may =
            |who: &'static str, after: u64| minute.may(who, 3, 5, start + Duration::from_secs(after));
        assert_eq!([0, 0, 1, 2, 59].map(|after| may("one", after)), [true, true, true, false, false]);
        assert_eq!(
            [0, 1, 2].map(|after| may("other", after)),
            [true, true, false],
            "all together have had theirs"
        );
        assert!(may("one", 61));
    }

    #[tokio::test]
    async fn where_there_is_no_room_the_most_crowded_place_gives_way_and_never_a_laptop() {
        let porter = Porter::new(Limits { lines_max: 5, lines_per_address_max: 3, ..Limits::default() });
        let open = |address, port| porter.open((), peer(address, port)).unwrap();
        let mut lines: Vec<_> = (0..3).map(|port| open("10.0.0.1", port)).collect();
        porter.prove(peer("10.0.0.1", 0), DeviceNo(1));
        lines.push(open("10.0.0.1", 3));
        assert_eq!(left(&porter, &lines), [0, 1, 2, 3], "a laptop is no stranger any more");
        lines.push(open("10.0.0.1", 4));
        assert_eq!(left(&porter, &lines), [0, 2, 3, 4], "the oldest from the same place");
        lines.push(open("2001:db8::1", 5));
        lines.push(open("2001:db8::2", 6));
        assert_eq!(left(&porter, &lines), [0, 3, 4, 5, 6]);
        for port in [3, 4] {
            porter.prove(peer("10.0.0.1", port), DeviceNo(2));
        }
        lines.push(open("10.0.0.9", 7));
        assert_eq!(left(&porter, &lines), [0, 3, 4, 6, 7], "one network is one place");
        for (at, device) in [("2001:db8::2", 6), ("10.0.0.9", 7)] {
            porter.prove(peer(at, device), DeviceNo(u32::from(device)));
        }
        assert!(porter.open((), peer("10.0.0.9", 8)).is_err(), "all are laptops");
        drop(lines);
        assert!(porter.counts().lines.is_empty());
    }

    #[tokio::test]
    async fn a_laptops_newest_lines_stay() {
        let porter = Porter::new(Limits { lines_per_device_max: 2, ..Limits::default() });
        let lines: Vec<_> = (0..4).map(|port| porter.open((), peer("10.0.0.1", port)).unwrap()).collect();
        (0..4).for_each(|port| porter.prove(peer("10.0.0.1", port), DeviceNo(1)));
        assert_eq!(left(&porter, &lines), [2, 3]);
    }
}
