using Google.Rpc;
using GroupChat.ServiceDefaults.Grpc;
using Grpc.Core;

namespace GroupChat.Documents.Tests.Face;

/// <summary>Asserts on how a call was refused.</summary>
internal static class RpcRefusal
{
    public static async Task<ErrorInfo> OfAsync(StatusCode code, string reason, Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(call);
        Assert.True(refused.TryGetErrorInfo(out var info), refused.ToString());
        Assert.Equal((code, reason, "groupchat"), (refused.StatusCode, info.Reason, info.Domain));
        return info;
    }
}
