/**
 * The reference: a bare loop of the `smpp` package, window 100, nothing kept. `node bare-client.ts HOST:PORT COUNT`
 * submits that many and answers each receipt.
 */
import { createRequire } from 'node:module';

const smpp = createRequire(import.meta.url)('smpp');
const [address = '', count = '0'] = process.argv.slice(2);
const [host, port] = address.split(':');
const WINDOW = 100;
const wanted = Number(count);
let submitted = 0;
let received = 0;

const session = smpp.connect({ host, port: Number(port) });
session.on('connect', () => {
  session.bind_transceiver({ system_id: 'demo', password: 'demo' }, () => {
    for (let place = 0; place < WINDOW; place += 1) submitNext();
  });
});
session.on('deliver_sm', (pdu: { response(): object }) => {
  session.send(pdu.response());
  received += 1;
  if (received === wanted) session.close(() => process.exit(0));
});

function submitNext(): void {
  if (submitted === wanted) return;
  const number = String(submitted).padStart(7, '0');
  submitted += 1;
  session.submit_sm(
    {
      source_addr: 'SHOP',
      destination_addr: `79${number}60`,
      short_message: `Your order ${number} is ready`,
      registered_delivery: 1,
      data_coding: 0,
    },
    submitNext,
  );
}
