/** A list of rows of one height, of which only those in view exist. Heights in CSS pixels. */
export interface Viewport {
  readonly rows: number;
  readonly rowHeight: number;
  readonly viewHeight: number;
}

/** The rows to draw: from `from` up to but without `to`, the first of them `offset` pixels below the content's top. */
export interface RowWindow {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/** Browsers stop laying out somewhere above 16 million pixels (Firefox) or 33 million (Chromium). */
export const mostPixels = 15_000_000;

/** The height of the scrolled content: that of all rows, or the most that a browser can scroll. */
export function contentHeight({ rows, rowHeight }: Viewport): number {
  return Math.min(rows * rowHeight, mostPixels);
}

/** Whether a pixel of scrolling is more than a pixel of rows. */
export function isScaled({ rows, rowHeight }: Viewport): boolean {
  return rows * rowHeight > mostPixels;
}

/** The greatest top: the row, with its fraction, at the upper edge when the last row is at the lower one. */
export function lastTop({ rows, rowHeight, viewHeight }: Viewport): number {
  return Math.max(0, rows - viewHeight / rowHeight);
}

/** The row, with its fraction, that is at the upper edge at this scroll position. */
export function topOf(viewport: Viewport, scrollTop: number): number {
  const end = lastTop(viewport);
  const range = contentHeight(viewport) - viewport.viewHeight;
  const top = isScaled(viewport) ? (scrollTop / range) * end : scrollTop / viewport.rowHeight;
  return Math.min(end, Math.max(0, top));
}

/** The scroll position that has this row, with its fraction, at the upper edge. */
export function scrollOf(viewport: Viewport, top: number): number {
  const end = lastTop(viewport);
  const clamped = Math.min(end, Math.max(0, top));
  if (!isScaled(viewport)) return clamped * viewport.rowHeight;
  return (clamped / end) * (contentHeight(viewport) - viewport.viewHeight);
}

/** The rows to draw when `top` is at the upper edge, with so many more on both sides. */
export function windowOf(viewport: Viewport, top: number, overscan: number): RowWindow {
  const { rows, rowHeight, viewHeight } = viewport;
  const from = Math.max(0, Math.floor(top) - overscan);
  const to = Math.min(rows, Math.ceil(top + viewHeight / rowHeight) + overscan);
  return { from, to: Math.max(from, to), offset: scrollOf(viewport, top) - (top - from) * rowHeight };
}

/** The top that shows a row: the same where it is in view, else the one that has the row in the middle. */
export function topShowing(viewport: Viewport, top: number, row: number): number {
  const inView = viewport.viewHeight / viewport.rowHeight;
  if (row >= top && row + 1 <= top + inView) return top;
  return Math.min(lastTop(viewport), Math.max(0, row + 0.5 - inView / 2));
}

/** The top nearest to this one that has the row wholly in view. */
export function topReaching(viewport: Viewport, top: number, row: number): number {
  const inView = viewport.viewHeight / viewport.rowHeight;
  const reached = row < top ? row : Math.max(top, row + 1 - inView);
  return Math.min(lastTop(viewport), Math.max(0, reached));
}
