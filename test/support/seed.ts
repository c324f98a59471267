/**
 * What chance decides in tests is the same each time, so that no change fails by what it has no part in:
 * `TEST_SEED=123 npm test` decides otherwise, as `npm run test:long -- --only properties` does each time anew.
 */
export const SEED = Number(process.env.TEST_SEED ?? 1);
