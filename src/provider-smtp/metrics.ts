import type { Registry } from 'prom-client';
import { type HandingMetrics, handingMetrics } from '../provider-http/metrics.ts';

export const mailMetrics = (registry: Registry): HandingMetrics =>
  handingMetrics(registry, 'provider_smtp', "the provider's mail server");
