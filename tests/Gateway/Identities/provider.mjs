// An OpenID provider (oidc-provider, a real one) on a loopback port, which also answers as GitHub does. Who signs in, and what goes
// wrong, is said by POST /control. Arguments: its port, and the redirect addresses of its clients.
import { createHmac, generateKeyPairSync, sign, createPublicKey, createHash } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [port, ...redirects] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const token = '/login/oauth/access_token';
let state = { account: 'ada', fault: '' };
let generation = 0;
let current;

function jwks() {
  generation += 1;
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  return {
    rsa,
    keys: [
      { ...rsa.export({ format: 'jwk' }), kid: `rsa-${generation}`, use: 'sig', alg: 'RS256' },
      { ...ec.export({ format: 'jwk' }), kid: `ec-${generation}`, use: 'sig', alg: 'ES256' },
    ],
  };
}

function client(id, algorithm, method) {
  return {
    client_id: id, client_secret: 'a secret of tests: % + & /', redirect_uris: redirects, grant_types: ['authorization_code'],
    response_types: ['code'], id_token_signed_response_alg: algorithm, token_endpoint_auth_method: method,
  };
}

function rotate() {
  const { rsa, keys } = jwks();
  const provider = new Provider(issuer, {
    jwks: { keys },
    clients: [
      client('rs', 'RS256', 'client_secret_basic'), client('es', 'ES256', 'client_secret_basic'), client('hub', 'RS256', 'client_secret_post'),
    ],
    cookies: { keys: ['of tests'] },
    claims: { openid: ['sub'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    routes: { authorization: '/login/oauth/authorize', token },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, name: `${id} of Acme` }) }),
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  provider.use((ctx, next) => answer(provider, rsa, ctx, next));
  current = provider.callback();
}

async function answer(provider, rsa, ctx, next) {
  if (ctx.path === '/control') {
    state = { ...state, ...JSON.parse(await text(ctx.req)) };
    if (state.rotate) rotate();
    state.rotate = false;
    ctx.body = {};
  } else if (ctx.path.startsWith('/interaction/')) {
    const result = state.account === '' ? { error: 'access_denied' } : { login: { accountId: state.account } };
    ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result, { mergeWithLastSubmission: false }));
  } else if (ctx.path === '/api/v3/user') {
    const known = await provider.AccessToken.find(ctx.get('authorization').replace('Bearer ', ''));
    ctx.status = known ? 200 : 401;
    ctx.body = known ? { id: numberOf(known.accountId), login: known.accountId, name: `${known.accountId} of the hub` } : {};
  } else {
    await next();
    if (ctx.path === token && ctx.body?.id_token) ctx.body = { ...ctx.body, id_token: spoiled(ctx.body.id_token, rsa) };
  }
}

function spoiled(idToken, rsa) {
  const [header, payload, signature] = idToken.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url'));
  const head = JSON.parse(Buffer.from(header, 'base64url'));
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = (wrong) => {
    const body = `${header}.${encode({ ...claims, ...wrong })}`;
    return `${body}.${sign('sha256', Buffer.from(body), rsa).toString('base64url')}`;
  };
  switch (state.fault) {
    case 'signature': return `${header}.${payload}.${(signature[0] === 'A' ? 'B' : 'A') + signature.slice(1)}`;
    case 'payload': return `${header}.${encode({ ...claims, sub: 'somebody else' })}.${signature}`;
    case 'none': return `${encode({ ...head, alg: 'none' })}.${payload}.`;
    case 'hmac': {
      const body = `${encode({ ...head, alg: 'HS256' })}.${payload}`;
      return `${body}.${createHmac('sha256', createPublicKey(rsa).export({ type: 'spki', format: 'pem' })).update(body).digest('base64url')}`;
    }
    case 'nonce': return signed({ nonce: 'another' });
    case 'audience': return signed({ aud: 'somebody else' });
    case 'issuer': return signed({ iss: 'http://127.0.0.1' });
    case 'expired': return signed({ exp: Math.floor(Date.now() / 1000) - 3600 });
    case 'large': return signed({ padding: 'x'.repeat(20_000) });
    default: return idToken;
  }
}

async function text(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const numberOf = (account) => createHash('sha256').update(account).digest().readUInt32BE() + 1;

rotate();
createServer((request, response) => current(request, response)).listen(Number(port), '127.0.0.1', () => console.log('READY'));
process.stdin.on('end', () => process.exit(0)).resume();
