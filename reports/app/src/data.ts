// What the page carries for its script: written by reports/pages/page_data.cpp.

export type Side = 'truth' | 'belief' | 'told';

/** Moment in words, kind, lane it comes from, lane it goes to (-1: none), words, evidence, ns. */
export type Step = [string, string, number, number, string, 0 | 1, number];

/** Nanoseconds, the operation's place, whose view changed, and to what. */
export type Change = [number, number, Side, string];

export interface Timeline {
  lanes: string[];
  steps: Step[];
  operations: string[];
  changes: Change[];
  left_out: number;
}

export interface Finding {
  id: string;
  cause: string;
  severity: string;
  property: string;
  scenario: string;
  status?: string;
  until?: string;
  timeline?: Timeline;
}

export interface PageData {
  findings: Finding[];
}

export function readData(): PageData {
  const element = document.getElementById('assay-data');
  return JSON.parse(element?.textContent ?? '{"findings":[]}') as PageData;
}
