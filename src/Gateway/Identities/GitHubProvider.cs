using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace GroupChat.Gateway.Identities;

/// <summary>
/// GitHub, or a GitHub Enterprise server: OAuth 2 without ID tokens. Who somebody is, its API says to whoever has the access token
/// that was just given for the code; the token is used for that once and forgotten.
/// </summary>
internal sealed class GitHubProvider(Provider provider, ProviderHttp http) : IIdentityProvider
{
    private const string Public = "https://github.com";

    private readonly string _address = provider.Issuer.TrimEnd('/');

    public Provider Provider => provider;

    public Task<string> AuthorizeAsync(SignInFlow flow, CancellationToken cancellationToken) =>
        Task.FromResult(QueryHelpers.AddQueryString($"{_address}/login/oauth/authorize", AuthorizationQuery.Of(provider, flow)));

    public async Task<ProvenIdentity> RedeemAsync(SignInFlow flow, ProviderReturn back, CancellationToken cancellationToken)
    {
        back.CheckIssuer(provider, isRequired: false);
        var form = AuthorizationQuery.Form(provider, flow, back.Code);
        form["client_id"] = provider.ClientId;
        form["client_secret"] = provider.ClientSecret;
        var tokens = await http.PostAsync($"{_address}/login/oauth/access_token", form, credentials: null, cancellationToken);
        var token = AuthorizationQuery.AccessToken(tokens);
        var user = await http.GetAsync(_address == Public ? "https://api.github.com/user" : $"{_address}/api/v3/user", token, cancellationToken);
        return new(provider.Id, provider.Issuer, IdOf(user), DisplayNames.From(user, "name", "login"));
    }

    /// <summary>The number, which stays when the login changes and is never given to somebody else.</summary>
    private static string IdOf(JsonElement user) =>
        user.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) && number > 0
            ? number.ToString(CultureInfo.InvariantCulture)
            : throw SignInErrors.ProviderUnavailable("it does not say who the user is");
}
