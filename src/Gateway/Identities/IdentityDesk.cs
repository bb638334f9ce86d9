using GroupChat.Gateway.Accounts;
using GroupChat.Gateway.Sessions;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;

namespace GroupChat.Gateway.Identities;

/// <summary>Begins sign-ins by a provider and makes sessions of what they come to.</summary>
internal sealed class IdentityDesk(
    IdentityProviders providers, IIdentityStore store, IAccountStore accounts, SessionRegistry sessions, SignInSeal seal, TimeProvider time)
{
    /// <summary>Identities of one user.</summary>
    public const int Most = 20;

    public IEnumerable<Provider> Providers => providers.All.Select(each => each.Provider);

    /// <summary>Where to send the browser, and until when it has to be back. Errors: INVALID_REQUEST, PROVIDER_NOT_FOUND.</summary>
    public (string Url, DateTimeOffset ExpireTime) Begin(SignInWish wish)
    {
        var label = wish.DeviceLabel.Trim();
        new Violations()
            .AddIf(!SignInSecrets.IsWord(wish.CodeChallenge), "code_challenge", $"must have {SignInSecrets.Length} characters of base64url")
            .AddIf(!providers.MayReturnTo(wish.ReturnUrl), "return_url", "is none of SignIn:ReturnUrls")
            .AddLabel(label)
            .ThrowIfAny();
        var provider = providers.Find(wish.ProviderId).Provider;
        var flow = new SignInFlow(
            SignInSecrets.Random(), provider.Id, wish.ReturnUrl.Length > 0 ? wish.ReturnUrl : providers.ReturnUrls[0], wish.CodeChallenge, label,
            SignInSecrets.Random(), SignInSecrets.Random(), time.GetUtcNow() + SignInFlow.Life);
        return ($"{providers.PublicUrl}{SignInPages.Start}?ticket={seal.Ticket(flow)}", flow.ExpireTime);
    }

    /// <summary>
    /// The code for the client, once the provider has said who it is. Errors: SIGN_IN_STATE_INVALID, and those of the provider.
    /// </summary>
    public async Task<string> ReturnAsync(SignInFlow flow, ProviderReturn back, CancellationToken cancellationToken)
    {
        // First of all: whatever comes of it, nobody tries this flow again.
        if (!await store.TakeFlowAsync(flow.FlowId, flow.ExpireTime + SignInResult.Life, cancellationToken))
            throw SignInErrors.StateInvalid();
        var identity = await providers.Find(flow.ProviderId).RedeemAsync(flow, back, cancellationToken);
        var secret = SignInSecrets.Random();
        var result = new SignInResult(
            flow.FlowId, SignInSecrets.HashOf(secret), flow.Challenge, identity, flow.DeviceLabel, time.GetUtcNow() + SignInResult.Life);
        await store.AddResultAsync(result, cancellationToken);
        return SignInProof.CodeOf(flow.FlowId, secret);
    }

    /// <summary>A new session of the user whose identity it is, or of a new user. Errors: SIGN_IN_CODE_INVALID.</summary>
    public async Task<(IssuedSession Issued, bool IsNewUser)> CompleteAsync(string code, string verifier, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var signIn = await store.RedeemAsync(SignInProof.Of(code, verifier), now, proven => Record(proven, NewId(now), proven.DisplayName), cancellationToken);
        var identity = signIn.Identity;
        var account = await accounts.FindOfUserAsync(identity.UserId, cancellationToken);
        var user = new SessionUser(identity.UserId, account?.DisplayName ?? identity.DisplayName, account?.Role ?? PlatformRole.User);
        return (await sessions.OpenAsync(user, SignIn.Provider, signIn.DeviceLabel, cancellationToken), signIn.IsNew);
    }

    /// <summary>Errors: SIGN_IN_CODE_INVALID, IDENTITY_TAKEN, TOO_MANY_IDENTITIES.</summary>
    public Task<IdentityRecord> LinkAsync(string code, string verifier, Caller user, CancellationToken cancellationToken) =>
        store.LinkAsync(
            SignInProof.Of(code, verifier), time.GetUtcNow(), user.UserId, Most, proven => Record(proven, user.UserId, user.DisplayName), cancellationToken);

    public Task<IReadOnlyList<IdentityRecord>> ListAsync(string userId, CancellationToken cancellationToken) => store.ListAsync(userId, cancellationToken);

    /// <summary>Errors: IDENTITY_NOT_FOUND, LAST_IDENTITY.</summary>
    public Task UnlinkAsync(string identityId, string userId, CancellationToken cancellationToken) =>
        store.UnlinkAsync(identityId, userId, cancellationToken);

    private IdentityRecord Record(ProvenIdentity proven, string userId, string displayName)
    {
        var now = time.GetUtcNow();
        return new(NewId(now), proven.Issuer, proven.Subject, userId, proven.ProviderId, displayName, now);
    }

    private static string NewId(DateTimeOffset now) => Guid.CreateVersion7(now).ToString();
}
