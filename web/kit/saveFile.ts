/** Gives a person a file that was made in the page. */
export function saveFile(name: string, data: Blob): void {
  const anchor = document.createElement('a');
  anchor.href = URL.createObjectURL(data);
  anchor.download = name;
  anchor.click();
  URL.revokeObjectURL(anchor.href);
}
