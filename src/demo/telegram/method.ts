import type { Params } from './params.ts';
import type { Scene } from './scene.ts';

/** One method of the Bot API: returns `result`, or throws ApiRefusal. `gone` aborts when the caller hung up. */
export type Method = (params: Params, scene: Scene, gone: AbortSignal) => unknown;
export type Methods = Readonly<Record<string, Method>>;
