/** The lines of a signature. Lengths are parts of the pad's width, so that they fit a pad of any size. */

export interface Point {
  x: number;
  y: number;
}

export type Stroke = readonly Point[];

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Height of the pad. */
export const PAD_HEIGHT = 0.4;
/** How wide the pen draws. */
const PEN = 0.0065;
const INK = "#1b1a17";
const PAPER = "#ffffff";
/** Longest side of the picture that is kept, in pixels. */
const SIDE_MAX = 600;
/** Pixels to the width of the pad at most: a small signature is not blown up for ever. */
const SCALE_MAX = 1200;

/** Where the ink is, with a little paper around it. */
export function inkBox(strokes: readonly Stroke[]): Box | null {
  const points = strokes.flat();
  if (points.length === 0) return null;
  const margin = 4 * PEN;
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, top] = [Math.min(...xs) - margin, Math.min(...ys) - margin];
  return { x: left, y: top, width: Math.max(...xs) + margin - left, height: Math.max(...ys) + margin - top };
}

/** Pixels to the width of the pad for a picture of this much ink. */
export function scaleFor({ width, height }: Pick<Box, "width" | "height">): number {
  return Math.min(SCALE_MAX, SIDE_MAX / Math.max(width, height));
}

type Pen = Pick<CanvasRenderingContext2D, "beginPath" | "moveTo" | "lineTo" | "quadraticCurveTo" | "stroke">;

/** One line, bent through the middles between its points so that no corner shows. */
export function traceStroke(pen: Pen, stroke: Stroke): void {
  const [first] = stroke;
  const last = stroke.at(-1);
  if (!first || !last) return;
  pen.beginPath();
  pen.moveTo(first.x, first.y);
  for (const [nth, point] of stroke.entries()) {
    const next = stroke[nth + 1];
    if (nth > 0 && next) {
      pen.quadraticCurveTo(point.x, point.y, (point.x + next.x) / 2, (point.y + next.y) / 2);
    }
  }
  // A single touch is a dot. Lines without any length are not drawn at all.
  pen.lineTo(last.x + (stroke.length === 1 ? PEN / 100 : 0), last.y);
  pen.stroke();
}

/** Draws on white; `scale` is the pixels to the pad's width. */
export function drawStrokes(
  canvas: HTMLCanvasElement,
  strokes: readonly Stroke[],
  scale: number,
  { x, y }: Point = { x: 0, y: 0 },
): void {
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.setTransform(scale, 0, 0, scale, -x * scale, -y * scale);
  pen.strokeStyle = INK;
  pen.lineWidth = PEN;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  for (const stroke of strokes) traceStroke(pen, stroke);
}

/** The signature as a picture. */
export async function pngOf(strokes: readonly Stroke[]): Promise<File | null> {
  const box = inkBox(strokes);
  if (!box) return null;
  const scale = scaleFor(box);
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(box.width * scale);
  canvas.height = Math.ceil(box.height * scale);
  drawStrokes(canvas, strokes, scale, box);
  const blob = await new Promise<Blob | null>((done) => {
    canvas.toBlob(done, "image/png");
  });
  return blob && new File([blob], "signature.png", { type: "image/png" });
}
