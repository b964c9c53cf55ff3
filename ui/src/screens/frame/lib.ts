const MINUTE_MS = 60_000;

/** Calls `lock` after so many minutes without a key or the pointer; the result stops watching. 0 never locks. */
export function watchIdle(minutes: number, lock: () => void): () => void {
  if (minutes === 0) return () => undefined;
  let lastMs = Date.now();
  const alive = () => {
    lastMs = Date.now();
  };
  // The clock is read, not counted: a laptop that slept locks as soon as it wakes.
  const timer = setInterval(() => {
    if (Date.now() - lastMs >= minutes * MINUTE_MS) lock();
  }, 1000);
  const events = ["keydown", "pointerdown", "pointermove", "wheel"] as const;
  for (const event of events) window.addEventListener(event, alive, { passive: true, capture: true });
  return () => {
    clearInterval(timer);
    for (const event of events) window.removeEventListener(event, alive, { capture: true });
  };
}
