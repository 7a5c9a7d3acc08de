/** The flow chart of a decision. Pure; text is measured by counting characters. */
import { placeQuestions, placeVerdicts } from './boxes.ts';
import { BESIDE, ROOMY, TIGHT, type Density, type Flow, type FlowInput } from './chart.ts';
import { placeEdges } from './edges.ts';

export function layoutFlow(input: FlowInput): Flow {
  const { boxes, lanes, bottom } = placeQuestions(input);
  const deciding = input.decisions.filter((d) => d !== null).length;
  const low = Math.max(...boxes.map((b) => b.y + b.height));
  const height = deciding > 0 ? Math.max(bottom + BESIDE, low + BESIDE * deciding + 1) : bottom;
  const verdicts = placeVerdicts(input, height);
  return {
    width: input.width,
    height,
    questions: boxes,
    verdicts,
    edges: placeEdges(input, boxes, lanes, verdicts),
  };
}

export function fitFlow(input: FlowInput, height: number): { readonly flow: Flow; readonly density: Density } {
  const flow = layoutFlow({ ...input, density: ROOMY });
  if (flow.height <= height) return { flow, density: ROOMY };
  return { flow: layoutFlow({ ...input, density: TIGHT }), density: TIGHT };
}
