import type { MessageKey } from "./message-keys";

interface Path {
  d: string;
  /** Width of the line; filled when there is none. */
  stroke?: number;
  dash?: string;
  opacity?: number;
}

interface Shape {
  label?: MessageKey;
  paths: Path[];
}

const ring = (radius: number) =>
  `M${8 - radius} 8a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;

/** One shape per state; symmetrical, or meaning the same mirrored. */
const known = {
  unsent: { label: "mark-unsent", paths: [{ d: "M8 14V3M3.2 7.6 8 2.8l4.8 4.8", stroke: 2 }] },
  pending: {
    label: "mark-pending",
    paths: [{ d: ring(6), stroke: 1.75, dash: "2.7 2.01" }, { d: ring(2.25) }],
  },
  two: {
    label: "mark-two",
    paths: [{ d: "M1 2.5h6.2v11H1z" }, { d: "M9.5 3.25h4.75v9.5H9.5z", stroke: 1.5 }],
  },
  flag: { label: "mark-flag", paths: [{ d: "M3.5 15.5V1.2h9.8L10.6 5l2.7 3.8H3.5", stroke: 1.6 }] },
  same: { label: "mark-same", paths: [{ d: "M2.5 5.5h11M2.5 10.5h11", stroke: 2 }] },
  alert: { label: "mark-alert", paths: [{ d: "M8 .8 15.2 8 8 15.2.8 8z" }] },
  withheld: {
    label: "mark-withheld",
    paths: [{ d: "M2.5 7h11v7.5h-11z" }, { d: "M5 7V5a3 3 0 0 1 6 0v2", stroke: 1.75 }],
  },
  readonly: {
    label: "mark-readonly",
    paths: [{ d: "M1 8s2.6-4.4 7-4.4S15 8 15 8s-2.6 4.4-7 4.4S1 8 1 8z", stroke: 1.5 }, { d: ring(2.1) }],
  },
  write: {
    label: "mark-write",
    paths: [
      { d: "M1.5 14.5l1-4.2L10.8 2l3.2 3.2-8.3 8.3z", stroke: 1.5 },
      { d: "M8.8 4l3.2 3.2", stroke: 1.5 },
    ],
  },
  refused: {
    label: "mark-refused",
    paths: [
      { d: ring(6.4), stroke: 1.6 },
      { d: "m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2", stroke: 1.75 },
    ],
  },
  overdue: {
    label: "mark-overdue",
    paths: [{ d: `${ring(7)}M7.1 3.6h1.8v4l2.5 1.5-.9 1.5-3.4-2z` }],
  },
  soon: {
    label: "mark-soon",
    paths: [
      { d: ring(6.2), stroke: 1.6 },
      { d: "M8 4.2V8l2.6 1.6", stroke: 1.6 },
    ],
  },
  empty: { label: "mark-empty", paths: [{ d: ring(5.4), stroke: 1.4 }] },
  begun: {
    label: "mark-begun",
    paths: [{ d: ring(5.4), stroke: 1.4 }, { d: "M2.6 8h10.8a5.4 5.4 0 0 1-10.8 0z" }],
  },
  complete: { label: "mark-complete", paths: [{ d: "M2.8 8.6 6.4 12.2 13.2 4.4", stroke: 2 }] },
  error: { label: "mark-error", paths: [{ d: "M1.5 1.5h13v13h-13zM7 4h2v5H7zM7 10.4h2v2H7z" }] },
  "risk-high": { paths: [{ d: "M1 10h3.6v5H1zM6.2 6h3.6v9H6.2zM11.4 1H15v14h-3.6z" }] },
  "risk-medium": {
    paths: [{ d: "M1 10h3.6v5H1zM6.2 6h3.6v9H6.2z" }, { d: "M11.4 1H15v14h-3.6z", opacity: 0.28 }],
  },
  "risk-low": {
    paths: [{ d: "M1 10h3.6v5H1z" }, { d: "M6.2 6h3.6v9H6.2zM11.4 1H15v14h-3.6z", opacity: 0.28 }],
  },
  down: { paths: [{ d: "m3.5 6 4.5 4.5L12.5 6", stroke: 1.6 }] },
  search: {
    paths: [
      { d: "M2.4 7a4.6 4.6 0 1 0 9.2 0a4.6 4.6 0 1 0-9.2 0z", stroke: 1.6 },
      { d: "m10.4 10.4 4.1 4.1", stroke: 1.8 },
    ],
  },
  picture: {
    paths: [
      { d: "M1.25 2.25h13.5v11.5H1.25z", stroke: 1.5 },
      { d: "M2 12.2 6 7l3 3.4 1.8-1.8 3.2 3.6z" },
      { d: "M9.6 5.4a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0-2.6 0z" },
    ],
  },
  sound: {
    paths: [
      { d: "M8 1a2.4 2.4 0 0 1 2.4 2.4v4.2a2.4 2.4 0 0 1-4.8 0V3.4A2.4 2.4 0 0 1 8 1z" },
      { d: "M3.2 7.4a4.8 4.8 0 0 0 9.6 0M8 12.2v3", stroke: 1.6 },
    ],
  },
  paper: {
    paths: [
      { d: "M2.75 1.25h10.5v13.5H2.75z", stroke: 1.5 },
      { d: "M5.25 5h5.5M5.25 8h5.5M5.25 11h5.5", stroke: 1.4 },
    ],
  },
  table: {
    paths: [
      { d: "M1.25 2.25h13.5v11.5H1.25z", stroke: 1.5 },
      { d: "M1.5 6.1h13M1.5 9.9h13M8 2.5v11", stroke: 1.3 },
    ],
  },
  star: {
    paths: [{ d: "M8 .9l2.1 4.6 5 .6-3.7 3.4 1 5L8 12l-4.4 2.5 1-5L.9 6.1l5-.6z" }],
  },
  close: { paths: [{ d: "m3.5 3.5 9 9m0-9-9 9", stroke: 1.6 }] },
} satisfies Record<string, Shape>;

export type MarkName = keyof typeof known;

export const shapes: Record<MarkName, Shape> = known;

/** The bars for a stored risk id; none for an id the window does not know. */
export function riskMark(risk: string | null): MarkName | null {
  return risk === "high" || risk === "medium" || risk === "low" ? `risk-${risk}` : null;
}
