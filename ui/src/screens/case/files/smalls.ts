import type { FileRequest } from "../../../lib/bindings/FileRequest";
import { fileBytes } from "../../../lib/bridge";

/** The small pictures of a page that is open: each fetched once, all given back when the page is left. */
export class Smalls {
  readonly #urls = new Map<string, Promise<string>>();
  #closed = false;

  /** The address of a small picture, the same promise each time it is asked for. */
  url(request: FileRequest): Promise<string> {
    const { entryId } = request;
    const known = this.#urls.get(entryId);
    if (known) return known;
    const url = this.#fetch(request);
    this.#urls.set(entryId, url);
    // What failed is asked for again the next time it is drawn.
    url.catch(() => this.#urls.delete(entryId));
    return url;
  }

  close(): void {
    this.#closed = true;
    for (const url of this.#urls.values()) {
      url.then(
        (address) => {
          URL.revokeObjectURL(address);
        },
        () => undefined,
      );
    }
    this.#urls.clear();
  }

  async #fetch(request: FileRequest): Promise<string> {
    const bytes = await fileBytes({ ...request, small: true });
    if (this.#closed) throw new Error("the page was left");
    return URL.createObjectURL(new Blob([bytes], { type: "image/jpeg" }));
  }
}
