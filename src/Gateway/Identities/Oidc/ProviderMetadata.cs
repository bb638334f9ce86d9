using System.Text.Json;

namespace GroupChat.Gateway.Identities.Oidc;

/// <summary>What a provider says of itself (OpenID Connect Discovery 1.0).</summary>
/// <param name="Authorization">Where browsers go.</param>
/// <param name="Token">Where codes are traded in.</param>
/// <param name="Keys">Where its keys are.</param>
/// <param name="UserInfo">Where it tells more of a user; empty when it does not.</param>
/// <param name="SendsIssuer">Browsers bring its name back (RFC 9207).</param>
/// <param name="TakesBasic">The secret goes in a header; otherwise in the form.</param>
internal sealed record ProviderMetadata(string Authorization, string Token, string Keys, string UserInfo, bool SendsIssuer, bool TakesBasic)
{
    public const string Path = "/.well-known/openid-configuration";

    /// <summary>Errors: PROVIDER_UNAVAILABLE, when it is not what the issuer has to say.</summary>
    public static ProviderMetadata Read(JsonElement document, string issuer)
    {
        if (Claims.Text(document, "issuer") != issuer)
            throw SignInErrors.ProviderUnavailable("it calls itself something else than SignIn:Providers has as its Issuer");
        var methods = Claims.Texts(document, "token_endpoint_auth_methods_supported");
        return new(
            Endpoint(document, "authorization_endpoint", issuer),
            Endpoint(document, "token_endpoint", issuer),
            Endpoint(document, "jwks_uri", issuer),
            Claims.Text(document, "userinfo_endpoint").Length > 0 ? Endpoint(document, "userinfo_endpoint", issuer) : "",
            document.TryGetProperty("authorization_response_iss_parameter_supported", out var sends) && sends.ValueKind == JsonValueKind.True,
            methods.Count == 0 || methods.Contains("client_secret_basic") || !methods.Contains("client_secret_post"));
    }

    private static string Endpoint(JsonElement document, string name, string issuer) =>
        Claims.Text(document, name) is var url && WebAddress.IsEndpoint(url, issuer)
            ? url
            : throw SignInErrors.ProviderUnavailable($"its {name} is missing or not safe");
}
