import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  contentHeight,
  isScaled,
  lastTop,
  mostPixels,
  scrollOf,
  topOf,
  topReaching,
  topShowing,
  windowOf,
} from '../../../../src/webview/run/virtualRows.ts';

const small = { rows: 1000, rowHeight: 20, viewHeight: 210 };
const huge = { rows: 3_000_000, rowHeight: 20, viewHeight: 210 };

suite('rows in view', () => {
  test('are as high as all rows, while a browser can scroll that', () => {
    assert.equal(contentHeight(small), 20_000);
    assert.equal(isScaled(small), false);
    assert.equal(contentHeight(huge), mostPixels);
    assert.equal(isScaled(huge), true);
  });

  test('end with the last row at the lower edge', () => {
    assert.equal(lastTop(small), 989.5);
    assert.equal(lastTop({ ...small, rows: 3 }), 0);
  });

  for (const [name, viewport] of Object.entries({ small, huge })) {
    test(`find the scroll position back: ${name}`, () => {
      for (const top of [0, 1, 500.25, lastTop(viewport)]) {
        assert.ok(Math.abs(topOf(viewport, scrollOf(viewport, top)) - top) < 1e-6);
      }
      assert.equal(scrollOf(viewport, lastTop(viewport)), contentHeight(viewport) - viewport.viewHeight);
      assert.equal(topOf(viewport, -5), 0);
      assert.equal(topOf(viewport, contentHeight(viewport) * 2), lastTop(viewport));
    });

    test(`are drawn where the view is: ${name}`, () => {
      const top = viewport.rows / 2 + 0.5;
      const { from, to, offset } = windowOf(viewport, top, 5);
      assert.equal(from, viewport.rows / 2 - 5);
      assert.equal(to, viewport.rows / 2 + 11 + 5);
      assert.ok(Math.abs(offset + 5.5 * viewport.rowHeight - scrollOf(viewport, top)) < 1e-6);
    });
  }

  test('stop at both ends', () => {
    assert.deepEqual(windowOf(small, 0, 5), { from: 0, to: 16, offset: 0 });
    assert.equal(windowOf(small, lastTop(small), 5).to, 1000);
    assert.deepEqual(windowOf({ ...small, rows: 0 }, 0, 5), { from: 0, to: 0, offset: 0 });
  });

  test('stay where they are for a row in view, else show it in the middle', () => {
    assert.equal(topShowing(small, 100, 105), 100);
    assert.equal(topShowing(small, 100, 110), 105.25);
    assert.equal(topShowing(small, 100, 0), 0);
    assert.equal(topShowing(small, 100, 999), lastTop(small));
  });

  test('move no further than a row needs', () => {
    assert.equal(topReaching(small, 100, 99), 99);
    assert.equal(topReaching(small, 100, 105), 100);
    assert.equal(topReaching(small, 100, 111), 101.5);
  });
});
