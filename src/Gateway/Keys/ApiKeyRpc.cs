using GroupChat.Contracts.Session.V1;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.Gateway.Keys;

/// <summary>The face of ApiKeyService.</summary>
[SessionOnly]
internal sealed class ApiKeyRpc(ApiKeyRegistry keys) : ApiKeyService.ApiKeyServiceBase
{
    public override async Task<CreateApiKeyResponse> CreateApiKey(CreateApiKeyRequest request, ServerCallContext context)
    {
        var (key, secret) = await keys.CreateAsync(request.ToWish(), context.GetUser(), context.CancellationToken);
        return new() { ApiKey = key.ToProto(), Secret = secret };
    }

    public override async Task<ListApiKeysResponse> ListApiKeys(ListApiKeysRequest request, ServerCallContext context)
    {
        var found = await keys.ListAsync(context.GetUser().UserId, context.CancellationToken);
        return new() { ApiKeys = { found.Select(ApiKeyMapping.ToProto) } };
    }

    public override async Task<RevokeApiKeyResponse> RevokeApiKey(RevokeApiKeyRequest request, ServerCallContext context)
    {
        await keys.RevokeAsync(request.ApiKeyId, context.GetUser().UserId, context.CancellationToken);
        return new();
    }
}
