import type { Agent, ClientRequest } from 'node:http';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { SocksProxyAgent } from 'socks-proxy-agent';

/** Connections are kept for the next call, as without a proxy. */
const KEPT = { keepAlive: true };

/** No connection came about, so nothing was sent; the proxy's own words could quote what it was given. */
const refused = (said: string) => Object.assign(new Error(`the proxy: ${said}`), { code: 'ECONNREFUSED' });

class HttpProxy extends HttpsProxyAgent<string> {
  /** What the proxy answered in place of a connection would be read as Telegram's answer. */
  override async connect(
    request: ClientRequest,
    options: Parameters<HttpsProxyAgent<string>['connect']>[1],
  ): ReturnType<HttpsProxyAgent<string>['connect']> {
    let status = 0;
    request.once('proxyConnect', ({ statusCode }: { statusCode: number }) => {
      status = statusCode;
    });
    const socket = await super.connect(request, options);
    if (status === 200) return socket;
    socket.destroy();
    throw refused(String(status));
  }
}

class SocksProxy extends SocksProxyAgent {
  override async connect(...args: Parameters<SocksProxyAgent['connect']>) {
    try {
      return await super.connect(...args);
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code ? error : refused('SOCKS');
    }
  }
}

/** Connects through an http, https or socks5 proxy; what it refuses was certainly not sent (ECONNREFUSED). */
export const throughProxy = (proxy: string): Agent =>
  proxy.startsWith('socks') ? new SocksProxy(proxy, KEPT) : new HttpProxy(proxy, KEPT);
