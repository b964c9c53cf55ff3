//! The relay behind HTTPS: TLS 1.3 only, a handful of paths, bodies of bounded size, no word about why something failed.

use crate::{
    error::RelayError,
    limits::{Limits, Porter},
    relay::Relay,
    tls,
};
use axum::{
    Router,
    body::{Body, Bytes, HttpBody},
    extract::{ConnectInfo, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, post},
};
use axum_server::{
    Handle,
    tls_rustls::{RustlsAcceptor, RustlsConfig},
};
use daftar_core::id::DeviceNo;
use daftar_sync::wire::Door;
use std::{
    future::poll_fn,
    net::{SocketAddr, TcpListener},
    pin::Pin,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

/// Longest request of a session; what does not fit is pushed in the next one.
const SYNC_BYTES_MAX: usize = 32 * 1024 * 1024;
/// An answer is buffered whole, so that it is kept short enough for a change of access to matter soon.
const ANSWER_BYTES_MAX: usize = 512 * 1024;
/// How long a peer may send nothing.
const STALL: Duration = Duration::from_secs(60);
/// What one line may have on its way in each direction.
const BUFFER_BYTES: usize = 64 * 1024;
const BUFFER_WINDOW: u32 = 64 * 1024;
/// Requests at once over one line; a laptop makes one.
const STREAMS_MAX: u32 = 4;

/// A relay that accepts connections.
pub struct Serving {
    /// Where it listens.
    pub address: SocketAddr,
    handle: Handle<SocketAddr>,
    task: tokio::task::JoinHandle<std::io::Result<()>>,
}

impl Serving {
    /// Runs until it is stopped from elsewhere or fails.
    ///
    /// # Errors
    /// The listener failed.
    pub async fn wait(self) -> Result<(), RelayError> {
        match self.task.await {
            Ok(done) => Ok(done?),
            Err(_) => Ok(()),
        }
    }

    /// Lets running requests end, for a few seconds, and stops.
    pub async fn stop(self) {
        self.handle.graceful_shutdown(Some(Duration::from_secs(5)));
        let _ = self.task.await;
    }

    /// What stops it from elsewhere.
    #[must_use]
    pub fn handle(&self) -> Handle<SocketAddr> {
        self.handle.clone()
    }
}

#[derive(Clone)]
struct Shell {
    relay: Relay,
    porter: Porter,
}

/// Starts to serve on `listen` (port 0: any) and remembers the address for enrolment codes.
///
/// # Errors
/// The address cannot be listened on.
pub fn start(relay: &Relay, listen: SocketAddr, limits: Limits) -> Result<Serving, RelayError> {
    let secrets = relay.secrets();
    let config = RustlsConfig::from_config(tls::server_config(&secrets.certificate, &secrets.tls_key)?);
    let listener = TcpListener::bind(listen)?;
    let address = listener.local_addr()?;
    relay.note_address(&address.to_string())?;
    let acceptor = RustlsAcceptor::new(config).handshake_timeout(limits.stranger_time);
    let porter = Porter::new(limits);
    let shell = Shell { relay: relay.clone(), porter: porter.clone() };
    let routes = Router::new()
        .route("/sync", post(sync))
        .route(Door::Enrol.path(), door(Door::Enrol))
        .route(Door::Search.path(), door(Door::Search))
        .route(Door::Act.path(), door(Door::Act))
        .route(Door::Admin.path(), door(Door::Admin))
        .route("/nonce", get(nonce))
        .with_state(shell);
    let handle = Handle::new();
    let mut server =
        axum_server::from_tcp(listener)?.acceptor(acceptor.acceptor(porter)).handle(handle.clone());
    let http = server.http_builder();
    http.http1().max_buf_size(BUFFER_BYTES);
    http.http2()
        .max_concurrent_streams(STREAMS_MAX)
        .initial_stream_window_size(BUFFER_WINDOW)
        .initial_connection_window_size(BUFFER_WINDOW)
        .max_send_buf_size(BUFFER_BYTES);
    let service = routes.into_make_service_with_connect_info::<SocketAddr>();
    let task = tokio::spawn(server.serve(service));
    Ok(Serving { address, handle, task })
}

fn door(door: Door) -> MethodRouter<Shell> {
    post(move |State(shell): State<Shell>, ConnectInfo(peer): ConnectInfo<SocketAddr>, request: Request| {
        ask(shell, peer, door, request)
    })
}

/// Hands each piece of the request to the session as it arrives, then answers.
async fn sync(
    State(shell): State<Shell>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let mut session = shell.relay.session(now_ms()).with_budget(ANSWER_BYTES_MAX);
    let mut body = request.into_body();
    let (mut received, mut answer, mut device) = (0, Vec::new(), None);
    while !session.is_over() {
        let piece = match next_piece(&mut body).await {
            Ok(Some(piece)) => piece,
            Ok(None) => break,
            Err(status) => return status.into_response(),
        };
        received += piece.len();
        if received > SYNC_BYTES_MAX {
            return StatusCode::PAYLOAD_TOO_LARGE.into_response();
        }
        let turn = shell.porter.turn_of(device).await;
        let taken = tokio::task::spawn_blocking(move || {
            let answer = session.receive(&piece);
            (session, answer)
        });
        let taken = taken.await;
        drop(turn);
        match taken {
            Ok((given, Ok(bytes))) => {
                session = given;
                answer.extend(bytes);
            }
            _ => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
        if device.is_none()
            && let Some(proved) = session.device()
        {
            shell.porter.prove(peer, proved);
            device = Some(proved);
        }
    }
    let _turn = shell.porter.turn_of(device).await;
    let rest = tokio::task::spawn_blocking(move || session.finish()).await;
    match rest {
        Ok(Ok(rest)) => {
            answer.extend(rest);
            bytes_of(answer)
        }
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Takes one frame and answers with one.
async fn ask(shell: Shell, peer: SocketAddr, door: Door, request: Request) -> Response {
    let mut body = request.into_body();
    let mut asked = Vec::new();
    loop {
        match next_piece(&mut body).await {
            Ok(Some(piece)) if asked.len() + piece.len() <= door.bytes_max() => {
                asked.extend_from_slice(&piece);
            }
            Ok(Some(_)) => return StatusCode::PAYLOAD_TOO_LARGE.into_response(),
            Ok(None) => break,
            Err(status) => return status.into_response(),
        }
    }
    let (turn, relay) = (shell.porter.turn_of(None).await, shell.relay.clone());
    let whose = tokio::task::spawn_blocking(move || relay.asker(door, &asked).map(|whose| (whose, asked)));
    let Ok(Ok((whose, asked))) = whose.await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    drop(turn);
    let may = whose.map_or_else(|| shell.porter.may_try(peer), |device| shell.porter.may_ask(device));
    if !may {
        return StatusCode::TOO_MANY_REQUESTS.into_response();
    }
    let _turn = shell.porter.turn_of(whose).await;
    let answer = tokio::task::spawn_blocking(move || shell.relay.answer(door, &asked, now_ms())).await;
    match answer {
        Ok(Ok(Some(answer))) => bytes_of(answer),
        Ok(Ok(None)) => StatusCode::BAD_REQUEST.into_response(),
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn nonce(
    State(shell): State<Shell>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    if !shell.porter.may_try(peer) {
        return StatusCode::TOO_MANY_REQUESTS.into_response();
    }
    let device = request.uri().query().and_then(|query| query.strip_prefix("device="));
    let Some(device) = device.and_then(|number| number.parse().ok()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let _turn = shell.porter.turn_of(None).await;
    let drawn = tokio::task::spawn_blocking(move || shell.relay.nonce(DeviceNo(device), now_ms())).await;
    match drawn {
        Ok(Ok(nonce)) => bytes_of(nonce.to_vec()),
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The next piece of a body, none at its end; an error if the peer is silent for too long or gone.
async fn next_piece(body: &mut Body) -> Result<Option<Bytes>, StatusCode> {
    loop {
        let next = poll_fn(|context| Pin::new(&mut *body).poll_frame(context));
        let next = tokio::time::timeout(STALL, next).await.map_err(|_| StatusCode::REQUEST_TIMEOUT)?;
        match next {
            None => return Ok(None),
            Some(Err(_)) => return Err(StatusCode::BAD_REQUEST),
            Some(Ok(frame)) => match frame.into_data() {
                Ok(bytes) if !bytes.is_empty() => return Ok(Some(bytes)),
                _ => {}
            },
        }
    }
}

fn bytes_of(bytes: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response()
}

/// The relay's clock, Unix milliseconds.
pub(crate) fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
