using Google.Rpc;
using GroupChat.ServiceDefaults.Grpc;
using Grpc.Core;
using Status = Google.Rpc.Status;

namespace GroupChat.Integration.Tests.Transcripts.Drivers;

/// <summary>What the server said instead of doing it, as every protocol can carry it.</summary>
internal sealed class Refusal(Status status) : Exception($"{(StatusCode)status.Code}: {status}")
{
    public Status Status => status;

    public string Reason =>
        status.Details.FirstOrDefault(detail => detail.Is(ErrorInfo.Descriptor))?.Unpack<ErrorInfo>().Reason ?? "";

    public static Refusal Of(RpcException error) =>
        new(error.TryGetStatus(out var status) ? status : new() { Code = (int)error.StatusCode, Message = error.Status.Detail });
}
