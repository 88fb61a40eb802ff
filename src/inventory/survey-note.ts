/** Something odd that was read over: the inventory goes on without it. */
export interface SurveyNote {
  readonly template: string;
  readonly logicalId: string;
  readonly message: string;
}
