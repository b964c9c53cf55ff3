/** Keyboard: one name per chord whatever the layout, and layers so that a dialog hides the screen's keys. */

import type { Chord } from "./key-list";

type Handler = (event: KeyboardEvent) => void;

/** Digits choose what stands in that place, however many there are. */
type Listed = Chord | `${number}`;
export type KeyMap = Partial<Record<Listed, Handler>>;

/** A key that stands in no list is a type error, also where a function makes the map. */
type OnlyListed<Keys> = Keys & Partial<Record<Exclude<keyof Keys, Listed>, "is not in key-list.ts">>;

interface LayerOptions {
  /** Keys of layers below are not looked at. */
  modal?: boolean;
  /** Its keys work under a modal layer, too. */
  always?: boolean;
}

interface Layer extends LayerOptions {
  keys: () => KeyMap;
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
export function pushKeys<Keys extends KeyMap>(
  keys: () => OnlyListed<Keys>,
  options: LayerOptions = {},
): () => void {
  const layer = { keys, ...options };
  layers.push(layer);
  return () => {
    layers.splice(layers.indexOf(layer), 1);
  };
}

/** The layers that hear a key now, the uppermost first. */
function heard(): Layer[] {
  const open = layers.toReversed();
  const modal = open.findIndex((layer) => layer.modal);
  return open.filter((layer, nth) => modal < 0 || nth <= modal || layer.always);
}

/** Every key that does something now. */
export function chordsNow(): string[] {
  return heard().flatMap((layer) => Object.keys(layer.keys()));
}

/** Sends a key to the uppermost layer that knows it. */
export function dispatchKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const chord = chordOf(event);
  if (chord.length === 1 && isTyping(event.target)) return;
  for (const layer of heard()) {
    const handler = (layer.keys() as Partial<Record<string, Handler>>)[chord];
    if (!handler) continue;
    event.preventDefault();
    handler(event);
    return;
  }
}
