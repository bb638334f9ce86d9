using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace GroupChat.Gateway.Identities.Oidc;

/// <summary>A provider that speaks OpenID Connect, found by what it says of itself.</summary>
internal sealed class OidcProvider : IIdentityProvider, IDisposable
{
    private static readonly TimeSpan MetadataGoodFor = TimeSpan.FromHours(1);
    private static readonly string[] Names = ["name", "preferred_username", "nickname"];

    private readonly ProviderHttp _http;
    private readonly Remembered<ProviderMetadata> _metadata;
    private readonly SigningKeys _keys;
    private readonly IdTokenVerifier _verifier;

    public OidcProvider(Provider provider, ProviderHttp http, TimeProvider time)
    {
        (Provider, _http) = (provider, http);
        _metadata = new(ReadMetadataAsync, MetadataGoodFor, time);
        _keys = new(ReadKeysAsync, time);
        _verifier = new(provider, _keys, time);
    }

    public Provider Provider { get; }

    public async Task<string> AuthorizeAsync(SignInFlow flow, CancellationToken cancellationToken)
    {
        var metadata = await _metadata.GetAsync(cancellationToken);
        var query = AuthorizationQuery.Of(Provider, flow);
        query["nonce"] = flow.Nonce;
        return QueryHelpers.AddQueryString(metadata.Authorization, query);
    }

    public async Task<ProvenIdentity> RedeemAsync(SignInFlow flow, ProviderReturn back, CancellationToken cancellationToken)
    {
        var metadata = await _metadata.GetAsync(cancellationToken);
        back.CheckIssuer(Provider, isRequired: metadata.SendsIssuer);
        var tokens = await TradeAsync(metadata, flow, back.Code, cancellationToken);
        var claims = await _verifier.VerifyAsync(Claims.Text(tokens, "id_token"), flow.Nonce, cancellationToken);
        var subject = Claims.Text(claims, "sub");
        var named = HasName(claims) || metadata.UserInfo.Length == 0 ? claims : await AskAsync(metadata, tokens, subject, cancellationToken);
        return new(Provider.Id, Provider.Issuer, subject, DisplayNames.From(named, Names));
    }

    public void Dispose()
    {
        _metadata.Dispose();
        _keys.Dispose();
    }

    private Task<JsonElement> TradeAsync(ProviderMetadata metadata, SignInFlow flow, string code, CancellationToken cancellationToken)
    {
        var form = AuthorizationQuery.Form(Provider, flow, code);
        if (Provider.ClientSecret.Length > 0 && metadata.TakesBasic)
            return _http.PostAsync(metadata.Token, form, ProviderHttp.Basic(Provider), cancellationToken);
        form["client_id"] = Provider.ClientId;
        if (Provider.ClientSecret.Length > 0)
            form["client_secret"] = Provider.ClientSecret;
        return _http.PostAsync(metadata.Token, form, credentials: null, cancellationToken);
    }

    /// <summary>Its word counts for nothing but names, and only if it is about the same user (section 5.3.2).</summary>
    private async Task<JsonElement> AskAsync(ProviderMetadata metadata, JsonElement tokens, string subject, CancellationToken cancellationToken)
    {
        var user = await _http.GetAsync(metadata.UserInfo, AuthorizationQuery.AccessToken(tokens), cancellationToken);
        return Claims.Text(user, "sub") == subject ? user : throw SignInErrors.ProviderRefused("it tells of another user");
    }

    private static bool HasName(JsonElement claims) => Names.Any(name => Claims.Text(claims, name).Length > 0);

    private async Task<ProviderMetadata> ReadMetadataAsync(CancellationToken cancellationToken) => ProviderMetadata.Read(
        await _http.GetAsync(Provider.Issuer.TrimEnd('/') + ProviderMetadata.Path, accessToken: null, cancellationToken), Provider.Issuer);

    private async Task<JsonElement> ReadKeysAsync(CancellationToken cancellationToken) =>
        await _http.GetAsync((await _metadata.GetAsync(cancellationToken)).Keys, accessToken: null, cancellationToken);
}
