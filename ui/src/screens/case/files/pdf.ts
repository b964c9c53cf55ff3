import {
  getDocument,
  GlobalWorkerOptions,
  type PDFDocumentLoadingTask,
} from "pdfjs-dist/legacy/build/pdf.mjs";
import workerUrl from "pdfjs-dist/legacy/build/pdf.worker.mjs?worker&url";
import jpxUrl from "pdfjs-dist/wasm/openjpeg_nowasm_fallback.js?url";

/** PDF files, read and drawn by a worker of our own: nothing is fetched, and nothing in the file is run. */

GlobalWorkerOptions.workerSrc = workerUrl;

/** The worker looks for the reader of JPEG 2000 by its name in this folder. */
const folder = new URL(".", new URL(jpxUrl, document.baseURI)).href;

export function openPdf(bytes: ArrayBuffer): PDFDocumentLoadingTask {
  return getDocument({
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    enableXfa: false,
    // WebAssembly would need a wider content security policy.
    useWasm: false,
    useWorkerFetch: false,
    wasmUrl: folder,
    verbosity: 0,
  });
}
