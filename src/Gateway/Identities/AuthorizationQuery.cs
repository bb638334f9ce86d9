using System.Text.Json;

namespace GroupChat.Gateway.Identities;

/// <summary>What is asked of every provider alike: a code, bound to this flow and to nobody else (RFC 6749, RFC 7636).</summary>
internal static class AuthorizationQuery
{
    /// <summary>Longest token of any kind that is looked at.</summary>
    public const int MostToken = 16 * 1024;

    /// <summary>What the browser takes along.</summary>
    public static Dictionary<string, string?> Of(Provider provider, SignInFlow flow)
    {
        var query = new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = provider.ClientId,
            ["redirect_uri"] = provider.RedirectUrl,
            ["state"] = flow.FlowId,
            ["code_challenge"] = SignInSecrets.HashOf(flow.Verifier),
            ["code_challenge_method"] = "S256",
        };
        if (provider.Scopes.Count > 0)
            query["scope"] = string.Join(' ', provider.Scopes);
        return query;
    }

    /// <summary>What this server shows for a code, but for its own credentials.</summary>
    public static Dictionary<string, string> Form(Provider provider, SignInFlow flow, string code) => new()
    {
        ["grant_type"] = "authorization_code",
        ["code"] = code,
        ["redirect_uri"] = provider.RedirectUrl,
        ["code_verifier"] = flow.Verifier,
    };

    /// <summary>The access token that came for the code. Errors: PROVIDER_UNAVAILABLE.</summary>
    public static string AccessToken(JsonElement tokens) =>
        Claims.Text(tokens, "access_token") is { Length: > 0 and <= MostToken } token
            ? token
            : throw SignInErrors.ProviderUnavailable("it gives no access token");
}
