import { lookup } from 'node:dns/promises';
import { BlockList, isIP, isIPv6 } from 'node:net';

/*
 * Where a hook may lead: to what the whole internet can reach, and to nothing that only this machine or its network can
 * (IANA's registries of special-purpose addresses).
 */

const PRIVATE_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/** All that is given out for use (RFC 4291, 2.4): what maps, translates or embeds IPv4 elsewhere is not in it. */
const PUBLIC_V6 = ['2000::/3'];
/** What of that is for protocols, for examples, or tunnels to IPv4 (2001::/32 is Teredo, 2002::/16 is 6to4). */
const PRIVATE_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

function listOf(subnets: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net = '', bits = ''] = subnet.split('/');
    list.addSubnet(net, Number(bits), family);
  }
  return list;
}

const privateV4 = listOf(PRIVATE_V4, 'ipv4');
const publicV6 = listOf(PUBLIC_V6, 'ipv6');
const privateV6 = listOf(PRIVATE_V6, 'ipv6');

/** Whether everybody on the internet means the same machine by it. */
export const isPublic = (address: string): boolean =>
  isIPv6(address)
    ? publicV6.check(address, 'ipv6') && !privateV6.check(address, 'ipv6')
    : isIP(address) === 4 && !privateV4.check(address, 'ipv4');

/** A hook leads to where it may not. */
export class PrivateAddress extends Error {
  override name = 'PrivateAddress';
}

export interface Address {
  readonly address: string;
  readonly family: number;
}

/** Every address that a name stands for. Rejects with what dns says. */
export type Resolve = (hostname: string) => Promise<readonly Address[]>;

const resolveAll: Resolve = (hostname) => lookup(hostname, { all: true });

/**
 * The addresses of a URL's host, all of which a hook may lead to. Whoever connects has to connect to one of these: to ask
 * again could be answered otherwise.
 * @throws PrivateAddress, or what `resolve` rejects with
 */
export async function permittedAddresses(
  { hostname }: URL,
  { allowPrivate, resolve = resolveAll }: { readonly allowPrivate: boolean; readonly resolve?: Resolve },
): Promise<readonly Address[]> {
  const literal = hostname.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(literal);
  const addresses = family === 0 ? await resolve(hostname) : [{ address: literal, family }];
  if (!allowPrivate && !addresses.every(({ address }) => isPublic(address))) throw new PrivateAddress();
  return addresses;
}
