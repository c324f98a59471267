import { liveTokens, rightsOf, type TokenUse, tokenUses } from '../../../store/programs/tokens.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';

/** More are counted: Telegram takes 100 buttons. */
const LISTED = 40;

/** The programs that may call, what each may do and when it did last. */
export async function tokensView({ db, settings, locale, now }: ViewContext): Promise<View> {
  const button = buttonsIn(locale);
  const uses = await tokenUses(db);
  const tokens = await liveTokens(db);
  const used = (use: TokenUse | undefined, since: number): string =>
    use && use.last_at >= since
      ? locale.t('token-used', { time: locale.time(use.last_at, now) })
      : locale.t('token-unused');
  const listed = tokens.slice(0, LISTED);
  const lines = [
    ...settings.programs.map(
      (name) => `${name} · ${locale.t('token-of-settings')} · ${used(uses.get(name), 0)}`,
    ),
    ...listed.map((token) => {
      const may = rightsOf(token).join(', ');
      return `${token.name} · ${may} · ${used(uses.get(token.name), token.made_at)}`;
    }),
    ...(tokens.length > LISTED ? [locale.t('and-more', { n: tokens.length - LISTED })] : []),
  ];
  const head = locale.t(lines.length > 0 ? 'tokens' : 'tokens-none');
  return {
    as: 'text',
    text: [head, ...lines, locale.t('tokens-add')].join('\n'),
    buttons: listed.map(({ name }) => [button(['revoke', name], 'token-revoke-named', { name })]),
    atRest: true,
  };
}
