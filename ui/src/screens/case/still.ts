import { tick } from "svelte";

/**
 * Keeps what one looks at in its place while questions come and go above it: first what has the focus, else what
 * stands uppermost in sight. Not every engine does that by itself, and where one does, `overflow-anchor` tells it not to.
 */
export async function holdStill(pane: HTMLElement, at: Element | null = null): Promise<void> {
  const { top, bottom } = pane.getBoundingClientRect();
  const active = at ?? document.activeElement;
  const focused = pane.contains(active) ? active : null;
  const inSight = [focused, ...pane.querySelectorAll(".field, .sub > .head")].flatMap((element) => {
    const box = element?.getBoundingClientRect();
    return element && box && box.bottom > top && box.top < bottom ? [{ element, before: box.top }] : [];
  });
  await tick();
  const anchor = inSight.find(({ element }) => element.isConnected);
  if (anchor) pane.scrollTop += anchor.element.getBoundingClientRect().top - anchor.before;
}
