interface Settings {
  /** Where its store file is. */
  readonly folder: string;
  /** host:port. */
  readonly smscAddress: string;
  readonly ports: { readonly admin: number; readonly smsbox: number; readonly sendsms: number };
}

/** A configuration of Kannel 1.4 (its user guide, chapters 4, 6 and 7), with a window of 100 and no rate. */
export function settingsOf({ folder, smscAddress, ports }: Settings): string {
  const [host, port] = smscAddress.split(':');
  const groups: readonly Readonly<Record<string, string | number>>[] = [
    {
      group: 'core',
      'admin-port': ports.admin,
      'admin-password': 'bench',
      'admin-interface': '127.0.0.1',
      'smsbox-port': ports.smsbox,
      'smsbox-interface': '127.0.0.1',
      'box-allow-ip': '127.0.0.1',
      'store-type': 'file',
      'store-location': `${folder}/kannel.store`,
      'store-dump-freq': 10,
      'dlr-storage': 'internal',
    },
    {
      group: 'smsc',
      smsc: 'smpp',
      host: host ?? '',
      port: port ?? '',
      'transceiver-mode': 'true',
      'smsc-username': 'demo',
      'smsc-password': 'demo',
      'system-type': '""',
      'max-pending-submits': 100,
      'source-addr-ton': 5,
      'source-addr-npi': 1,
      'dest-addr-ton': 1,
      'dest-addr-npi': 1,
    },
    {
      group: 'smsbox',
      'bearerbox-host': '127.0.0.1',
      'bearerbox-port': ports.smsbox,
      'sendsms-port': ports.sendsms,
      'sendsms-interface': '127.0.0.1',
      'http-request-retry': 0,
    },
    { group: 'sms-service', keyword: 'default', text: '"no service"' },
    {
      group: 'sendsms-user',
      username: 'bench',
      password: 'bench',
      'max-messages': 1,
      concatenation: 'false',
    },
  ];
  return groups
    .map((group) =>
      Object.entries(group)
        .map(([name, value]) => `${name} = ${value}\n`)
        .join(''),
    )
    .join('\n');
}
