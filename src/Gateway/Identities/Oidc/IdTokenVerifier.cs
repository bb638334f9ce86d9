using System.Text.Json;

namespace GroupChat.Gateway.Identities.Oidc;

/// <summary>
/// Decides whether an ID token may be believed (OpenID Connect Core 1.0, section 3.1.3.7; RFC 8725). Two algorithms, both with public
/// keys; the keys come from the provider's own address and from nowhere else, whatever the token says.
/// </summary>
internal sealed class IdTokenVerifier(Provider provider, SigningKeys keys, TimeProvider time)
{
    /// <summary>How far the clocks of two machines may be apart.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    private const int MostSubject = 255;

    /// <summary>Its claims. Errors: ID_TOKEN_INVALID, PROVIDER_UNAVAILABLE.</summary>
    public async Task<JsonElement> VerifyAsync(string text, string nonce, CancellationToken cancellationToken)
    {
        var token = CompactToken.Parse(text);
        var algorithm = Claims.Text(token.Header, "alg");
        Require(algorithm is "RS256" or "ES256", "is signed in a way that is not taken");
        Require(!token.Header.TryGetProperty("crit", out _), "asks for something that is not understood");
        var key = await keys.FindAsync(algorithm, Claims.Text(token.Header, "kid"), cancellationToken);
        Require(key is not null && key.Verifies(token.Signed, token.Signature), "is not signed by the provider");
        CheckParties(token.Payload, nonce);
        CheckTimes(token.Payload);
        return token.Payload;
    }

    private void CheckParties(JsonElement claims, string nonce)
    {
        Require(Claims.Text(claims, "iss") == provider.Issuer, "is of another issuer");
        IReadOnlyList<string> audience = Claims.Text(claims, "aud") is { Length: > 0 } one ? [one] : Claims.Texts(claims, "aud");
        Require(audience.Contains(provider.ClientId, StringComparer.Ordinal), "is for somebody else");
        var isNamed = claims.TryGetProperty("azp", out _);
        Require(isNamed ? Claims.Text(claims, "azp") == provider.ClientId : audience.Count == 1, "was asked for by somebody else");
        Require(SignInSecrets.AreSame(Claims.Text(claims, "nonce"), nonce), "belongs to another sign-in");
        var subject = Claims.Text(claims, "sub");
        Require(subject.Length is > 0 and <= MostSubject && subject.All(c => c is >= ' ' and <= '~'), "does not say who the user is");
    }

    private void CheckTimes(JsonElement claims)
    {
        var now = time.GetUtcNow();
        Require(Claims.Time(claims, "exp") is { } expires && now < expires + Skew, "has expired, or does not say when it does");
        Require(Claims.Time(claims, "iat") is { } issued && issued <= now + Skew, "is from the future, or does not say from when");
        Require(!claims.TryGetProperty("nbf", out _) || Claims.Time(claims, "nbf") <= now + Skew, "is not valid yet");
    }

    private static void Require(bool isTrue, string otherwise)
    {
        if (!isTrue)
            throw SignInErrors.IdTokenInvalid(otherwise);
    }
}
