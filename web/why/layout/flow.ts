/** The flow chart of a decision: boxes and lines with their places. Pure; text is measured by counting characters. */
import { placeQuestions, placeVerdicts } from './boxes.ts';
import { GAP, type Flow, type FlowInput } from './chart.ts';
import { placeEdges } from './edges.ts';

export function layoutFlow(input: FlowInput): Flow {
  const { boxes, lanes, bottom } = placeQuestions(input);
  const verdicts = placeVerdicts(input, bottom + 4);
  const height = Math.max(bottom - GAP, ...verdicts.map((v) => v.y + v.height)) + 2;
  return {
    width: input.width,
    height,
    questions: boxes,
    verdicts,
    edges: placeEdges(input, boxes, lanes, verdicts),
  };
}
