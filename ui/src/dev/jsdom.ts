// What windows have and jsdom, which lays nothing out, has not.

window.ResizeObserver = class {
  observe = () => undefined;
  unobserve = () => undefined;
  disconnect = () => undefined;
};
Element.prototype.scrollIntoView = () => undefined;
// Ids of the pages are of letters, digits, hyphens and underscores.
window.CSS = { escape: (text: string) => text } as typeof CSS;
