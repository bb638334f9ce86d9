using Google.Protobuf.WellKnownTypes;
using GroupChat.Contracts.Session.V1;
using GroupChat.Gateway.Sessions;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.Gateway.Identities;

/// <summary>The face of IdentityService.</summary>
[SessionOnly]
internal sealed class IdentityRpc(IdentityDesk identities) : IdentityService.IdentityServiceBase
{
    [AllowAnonymousCaller]
    public override Task<ListIdentityProvidersResponse> ListIdentityProviders(ListIdentityProvidersRequest request, ServerCallContext context) =>
        Task.FromResult(new ListIdentityProvidersResponse
        {
            Providers = { identities.Providers.Select(each => new IdentityProvider { ProviderId = each.Id, DisplayName = each.DisplayName }) },
        });

    [AllowAnonymousCaller]
    public override Task<BeginProviderSignInResponse> BeginProviderSignIn(BeginProviderSignInRequest request, ServerCallContext context)
    {
        var (url, expires) = identities.Begin(new(request.ProviderId, request.ReturnUrl, request.CodeChallenge, request.DeviceLabel));
        return Task.FromResult(new BeginProviderSignInResponse { SignInUrl = url, ExpireTime = expires.ToTimestamp() });
    }

    [AllowAnonymousCaller]
    public override async Task<CompleteProviderSignInResponse> CompleteProviderSignIn(CompleteProviderSignInRequest request, ServerCallContext context)
    {
        var (issued, isNew) = await identities.CompleteAsync(request.SignInCode, request.CodeVerifier, context.CancellationToken);
        return new() { Session = issued.Session.ToProto(), Credentials = issued.ToCredentials(), IsNewUser = isNew };
    }

    public override async Task<LinkIdentityResponse> LinkIdentity(LinkIdentityRequest request, ServerCallContext context)
    {
        var linked = await identities.LinkAsync(request.SignInCode, request.CodeVerifier, context.GetUser(), context.CancellationToken);
        return new() { Identity = ToProto(linked) };
    }

    public override async Task<ListIdentitiesResponse> ListIdentities(ListIdentitiesRequest request, ServerCallContext context)
    {
        var found = await identities.ListAsync(context.GetUser().UserId, context.CancellationToken);
        return new() { Identities = { found.Select(ToProto) } };
    }

    public override async Task<UnlinkIdentityResponse> UnlinkIdentity(UnlinkIdentityRequest request, ServerCallContext context)
    {
        await identities.UnlinkAsync(request.IdentityId, context.GetUser().UserId, context.CancellationToken);
        return new();
    }

    private static Identity ToProto(IdentityRecord identity) => new()
    {
        IdentityId = identity.IdentityId,
        ProviderId = identity.ProviderId,
        DisplayName = identity.DisplayName,
        CreateTime = identity.CreateTime.ToTimestamp(),
    };
}
