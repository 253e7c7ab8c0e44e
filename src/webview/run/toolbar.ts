import { html } from '../drift/elements.ts';
import type { LogView } from './logView.ts';
import type { PageContext } from './pageContext.ts';
import { sinceSelect } from './sinceSelect.ts';

/** The row above the log: `boxes` are those for patterns, `menu` the list of containers. */
export function toolbar(
  context: PageContext,
  log: LogView,
  parts: {
    readonly boxes: readonly HTMLElement[];
    readonly follow: HTMLElement;
    readonly menu: HTMLElement;
  },
): HTMLElement {
  const { words, ask, remember, state } = context;
  const times = toggle(words.times, words.times, state().hasTimes ?? false, hasTimes => {
    remember({ hasTimes });
    log.setTimes(hasTimes);
    ask({ kind: 'times', hasTimes });
  });
  const previous = toggle(
    words.previousRun,
    words.previousRunHint,
    state().hasPrevious ?? false,
    hasPrevious => {
      remember({ hasPrevious });
      ask({ kind: 'previous', hasPrevious });
    },
  );
  return html(
    'header',
    { class: 'toolbar' },
    html('div', { class: 'boxes' }, ...parts.boxes),
    html(
      'div',
      { class: 'tools' },
      parts.follow,
      sinceSelect(context),
      times,
      previous,
      parts.menu,
      html('button', { class: 'tool', onclick: () => log.copy() }, words.copy),
      html('button', { class: 'tool', onclick: () => ask({ kind: 'save' }) }, words.save),
    ),
  );
}

/** A button that stays pressed. */
export function toggle(
  label: string,
  hint: string,
  isOn: boolean,
  onChange: (isOn: boolean) => void,
): HTMLButtonElement {
  const button = html(
    'button',
    { class: 'tool', title: hint, 'aria-pressed': String(isOn), onclick: () => press() },
    label,
  );
  const press = () => {
    const isNowOn = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(isNowOn));
    onChange(isNowOn);
  };
  return button;
}

/** The button that pauses the log, or has it follow again; `show` tells it what the log does. */
export function followButton({ words }: PageContext, onPress: () => void) {
  const button = html('button', { class: 'tool follow', onclick: onPress });
  return {
    element: button,
    show(isFollowing: boolean): void {
      button.textContent = isFollowing ? words.pause : words.follow;
      button.classList.toggle('is-paused', !isFollowing);
    },
  };
}
