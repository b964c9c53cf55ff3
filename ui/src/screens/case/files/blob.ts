/** An address for bytes, for as long as they are looked at. For use in an attachment: `{@attach shown(bytes, type)}`. */
export function shown(
  bytes: ArrayBuffer,
  type: string,
): (element: HTMLImageElement | HTMLMediaElement) => () => void {
  return (element) => {
    const url = URL.createObjectURL(new Blob([bytes], { type }));
    element.src = url;
    return () => {
      element.removeAttribute("src");
      URL.revokeObjectURL(url);
    };
  };
}
