import { screen } from '../harness/screen.ts';

const broken = `apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: Churn_Risk
spec:
  predictor:
    minReplicas: 3
    maxReplicas: 1
    model:
      modelFormat:
        name: sklearn
      storageUrl: s3://models/churn
      resources:
        limits:
          nvidia.com/gpu: 1.5
        requests:
          memory: 4Gb
`;

screen('the problems of a broken InferenceService stand on its lines', { files: { 'churn.yaml': broken } }, async editor => {
  await editor.openFile('churn.yaml');
  await editor.page.locator('.squiggly-error').first().waitFor();
  await editor.runCommand('Problems: Focus on Problems View');
  await editor.page.getByText('storageUrl').last().waitFor();
  await editor.screenshot('manifest-problems');
});
