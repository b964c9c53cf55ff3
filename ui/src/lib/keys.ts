/** Keyboard: one name per chord whatever the layout, and layers so that a dialog hides the screen's keys. */

export type KeyMap = Record<string, (event: KeyboardEvent) => void>;

interface Layer {
  keys: () => KeyMap;
  /** Keys of layers below are not looked at. */
  modal: boolean;
}

const layers: Layer[] = [];
const arabicKeys: Record<string, string> = { "؟": "?" };

/** `Ctrl+Shift+S`, `Alt+ArrowDown`, `E`, `/`, `?`: letters by place when the layout is not Latin. */
export function chordOf(event: KeyboardEvent): string {
  const key = keyName(event);
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push("Ctrl");
  if (event.altKey) parts.push("Alt");
  if (event.shiftKey && (key.length > 1 || /[A-Z0-9]/.test(key))) parts.push("Shift");
  return [...parts, key].join("+");
}

function keyName({ key, code, shiftKey }: KeyboardEvent): string {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  if (code.startsWith("Key")) return code.slice(3);
  if (code.startsWith("Digit") && !shiftKey) return code.slice(5);
  if (code === "Slash" && !shiftKey && key.charCodeAt(0) > 127) return "/";
  return arabicKeys[key] ?? key;
}

/** Whether a plain letter belongs to what the person is writing. */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type);
}

/** Adds a layer of keys; the result takes it away again. For use in `$effect`. */
export function pushKeys(keys: () => KeyMap, options: { modal?: boolean } = {}): () => void {
  const layer = { keys, modal: options.modal ?? false };
  layers.push(layer);
  return () => {
    layers.splice(layers.indexOf(layer), 1);
  };
}

/** Sends a key to the uppermost layer that knows it. */
export function dispatchKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const chord = chordOf(event);
  const plain = chord.length === 1;
  for (const layer of layers.toReversed()) {
    const handler = layer.keys()[chord];
    if (handler && !(plain && isTyping(event.target))) {
      event.preventDefault();
      handler(event);
      return;
    }
    if (layer.modal) return;
  }
}
