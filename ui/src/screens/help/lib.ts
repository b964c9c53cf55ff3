import { keyList, type KeyPlace } from "../../lib/key-list";
import type { MessageKey } from "../../lib/message-keys";
import { texts, type Topic } from "./topics";

/** Lines of the sheet under one title. */
export interface KeyGroup {
  id: string;
  title: MessageKey;
  lines: { chords: readonly string[]; does: MessageKey }[];
}

/** Keys of several places as one list; what a nearer place does with a key hides what a further one does. */
function linesOf(places: readonly KeyPlace[]): KeyGroup["lines"] {
  const taken: string[] = [];
  return places.flatMap((place) => {
    const lines = keyList[place]
      .map(({ chords, does }) => ({ does, chords: chords.filter((chord) => !taken.includes(chord)) }))
      .filter(({ chords }) => chords.length > 0);
    taken.push(...lines.flatMap(({ chords }) => chords));
    return lines;
  });
}

/** What works on a screen. */
export function keysOf(topic: Topic): KeyGroup {
  return { id: topic, title: texts[topic].title, lines: linesOf(texts[topic].keys) };
}

/** The rest of the sheet, in the order of a day. */
const places: { place: KeyPlace; title: MessageKey }[] = [
  { place: "everywhere", title: "sheet-everywhere" },
  { place: "choice", title: "sheet-choice" },
  { place: "dialog", title: "sheet-dialog" },
  { place: "viewer", title: "sheet-viewer" },
  ...(["today", "cases", "register", "read", "edit", "two"] as const).map(titled),
  ...(["sync", "administration", "settings", "signin"] as const).map(titled),
];

function titled(place: KeyPlace & Topic): { place: KeyPlace; title: MessageKey } {
  return { place, title: texts[place].title };
}

/** The whole sheet: this screen first, then all the rest. */
export function sheetFor(topic: Topic): KeyGroup[] {
  const [here] = texts[topic].keys;
  const others = places.filter(({ place }) => place !== here);
  return [
    keysOf(topic),
    ...others.map(({ place, title }) => ({ id: place, title, lines: linesOf([place]) })),
  ];
}

/** Enter presses the button that one is on, also where the screen has its own use for it. */
export function ownEnter(event: KeyboardEvent): void {
  if (event.key === "Enter") event.stopPropagation();
}
