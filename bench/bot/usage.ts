/** CPU that this process has used since it began, in user and system mode, µs. */
export function cpuUs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
