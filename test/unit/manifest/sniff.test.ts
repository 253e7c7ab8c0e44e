import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { isTemplate, looksLikeManifest, mayBeManifest } from '../../../src/manifest/sniff.ts';

suite('looksLikeManifest', () => {
  test('knows a manifest, wherever its document starts', () => {
    assert.equal(looksLikeManifest('# a note\n---\nkind: Pod\napiVersion: v1\n'), true);
    assert.equal(looksLikeManifest('apiVersion: v1\r\nkind: Pod\r\n'), true);
  });

  test('leaves other YAML alone', () => {
    assert.equal(looksLikeManifest('kind: Pod\n'), false);
    assert.equal(looksLikeManifest('nested:\n  apiVersion: v1\n  kind: Pod\n'), false);
    assert.equal(looksLikeManifest('apiVersion:\nkind:\n'), false);
    assert.equal(looksLikeManifest(''), false);
  });
});

suite('mayBeManifest', () => {
  test('takes what is half typed, compiled pipelines, and files that tools know by name', () => {
    assert.equal(mayBeManifest('kind: Pod\n'), true);
    assert.equal(mayBeManifest('items:\n- apiVersion: v1\n  kind: Pod\n'), true);
    assert.equal(mayBeManifest('pipelineInfo:\n  name: train\n'), true);
    assert.equal(mayBeManifest('resources: [a.yaml]\n', '/work/kustomization.yaml'), true);
  });

  test('leaves charts, playbooks and other YAML alone', () => {
    assert.equal(mayBeManifest('name: x\non: [push]\n'), false);
    assert.equal(
      mayBeManifest('apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Values.name }}\n'),
      false,
    );
    assert.equal(mayBeManifest('kind: Pod\n{{- if .Values.on }}\nspec: {}\n{{- end }}\n'), false);
    assert.equal(mayBeManifest('kind: Pod\n{% if on %}\nspec: {}\n{% endif %}\n'), false);
  });
});

suite('isTemplate', () => {
  test('lets the expressions of workflows and alert rules be text', () => {
    assert.equal(isTemplate('args: ["{{inputs.parameters.a}}"]\nimage: {{workflow.name}}\n'), false);
    assert.equal(isTemplate('summary: "{{ $labels.pod }} is down"\n'), false);
  });
});
