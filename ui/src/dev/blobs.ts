/** Lets tests read files: jsdom has no `Blob.arrayBuffer`, and reads in no other way than this. */
export function readBlobs(): void {
  Blob.prototype.arrayBuffer = function () {
    const reader = new FileReader();
    reader.readAsArrayBuffer(this);
    return new Promise((done) => {
      reader.onload = () => {
        done(reader.result as ArrayBuffer);
      };
    });
  };
}
