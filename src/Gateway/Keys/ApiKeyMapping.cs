using Google.Protobuf.WellKnownTypes;
using GroupChat.Contracts.Session.V1;
using Kind = GroupChat.Contracts.Session.V1.ApiKeyKind;

namespace GroupChat.Gateway.Keys;

internal static class ApiKeyMapping
{
    public static ApiKey ToProto(this ApiKeyRecord key) => new()
    {
        ApiKeyId = key.KeyId,
        Kind = (Kind)key.Kind,
        DisplayName = key.DisplayName,
        UserId = key.UserId,
        Scopes = { key.Scopes },
        CreateTime = key.CreateTime.ToTimestamp(),
        ExpireTime = key.ExpireTime.ToTimestamp(),
        LastUseTime = key.LastUseTime?.ToTimestamp(),
    };

    public static ApiKeyWish ToWish(this CreateApiKeyRequest request) => new(
        request.DisplayName,
        request.Kind == Kind.Unspecified ? ApiKeyKind.Bot : (ApiKeyKind)request.Kind,
        request.Scopes,
        Timestamps.Read(request.ExpireTime, "expire_time"),
        request.UserId);
}
