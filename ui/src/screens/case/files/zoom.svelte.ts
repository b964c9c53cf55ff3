/** How much larger than fitting something may be looked at. */
const STEPS = [1, 1.5, 2, 3, 4, 6];

/** How large one looks at a picture or a page; 1 fits. */
export class Zoom {
  times = $state(1);
  readonly isLeast = $derived(this.times === STEPS[0]);
  readonly isMost = $derived(this.times === STEPS.at(-1));

  /** One step bigger or smaller. */
  by(step: 1 | -1): void {
    const at = STEPS.indexOf(this.times) + step;
    this.times = STEPS[at] ?? this.times;
  }

  fit(): void {
    this.times = 1;
  }

  /** Between fitting and close up, as a double click does. */
  toggle(): void {
    this.times = this.times === 1 ? 3 : 1;
  }
}

interface Size {
  width: number;
  height: number;
}

/** The width at which something of one size is wholly seen in another, never larger than it is. */
export function fittedWidth({ width, height }: Size, room: Size): number {
  if (width <= 0 || height <= 0) return 0;
  return Math.max(0, Math.min(width, room.width, (room.height * width) / height));
}
