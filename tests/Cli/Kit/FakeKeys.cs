using Google.Protobuf.WellKnownTypes;
using GroupChat.Contracts.Session.V1;
using Grpc.Core;

namespace GroupChat.Cli.Tests.Kit;

internal sealed class FakeKeys(FakeState state) : ApiKeyService.ApiKeyServiceBase
{
    public override Task<CreateApiKeyResponse> CreateApiKey(CreateApiKeyRequest request, ServerCallContext context)
    {
        state.Users.Session(context);
        var key = new ApiKey
        {
            ApiKeyId = $"key{state.Keys.Count}",
            DisplayName = request.DisplayName,
            Kind = request.Kind,
            Scopes = { request.Scopes },
            ExpireTime = request.ExpireTime ?? Timestamp.FromDateTimeOffset(state.Users.Time.GetUtcNow().AddYears(1)),
        };
        state.Keys.Add(key);
        return Task.FromResult(new CreateApiKeyResponse { ApiKey = key, Secret = $"gck_{key.ApiKeyId}_secret" });
    }

    public override Task<ListApiKeysResponse> ListApiKeys(ListApiKeysRequest request, ServerCallContext context) =>
        Task.FromResult(new ListApiKeysResponse { ApiKeys = { state.Keys } });

    public override Task<RevokeApiKeyResponse> RevokeApiKey(RevokeApiKeyRequest request, ServerCallContext context)
    {
        state.Keys.RemoveAll(key => key.ApiKeyId == request.ApiKeyId);
        return Task.FromResult(new RevokeApiKeyResponse());
    }
}
