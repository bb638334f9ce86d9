using GroupChat.Agents.Models.Files;
using GroupChat.Contracts.Agent.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.Agents;

/// <summary>ModelService on the wire: for admins and services.</summary>
[AdminOnly]
internal sealed class ModelRpc(ModelDesk desk) : ModelService.ModelServiceBase
{
    private const int LongestUrl = 2_048;
    private const int Sha256Digits = 64;
    private const int DrainSeconds = 30;
    private const int MostDrainSeconds = 600;

    public override async Task<LoadModelResponse> LoadModel(LoadModelRequest request, ServerCallContext context)
    {
        Named(request.ModelId).ThrowIfAny();
        return new() { Model = (await desk.LoadAsync(request.ModelId, context.CancellationToken)).ToContract() };
    }

    public override async Task<UnloadModelResponse> UnloadModel(UnloadModelRequest request, ServerCallContext context)
    {
        var seconds = request.HasDrainSeconds ? request.DrainSeconds : DrainSeconds;
        Named(request.ModelId).AddIf(seconds is < 0 or > MostDrainSeconds, "drain_seconds", $"must be 0 to {MostDrainSeconds}").ThrowIfAny();
        return new() { Model = (await desk.UnloadAsync(request.ModelId, TimeSpan.FromSeconds(seconds), context.CancellationToken)).ToContract() };
    }

    public override async Task DownloadModel(
        DownloadModelRequest request, IServerStreamWriter<DownloadModelResponse> responseStream, ServerCallContext context)
    {
        var wish = Checked(request);
        var last = default(DownloadProgress);
        await foreach (var progress in desk.DownloadAsync(wish, context.CancellationToken))
        {
            last = progress;
            await responseStream.WriteAsync(new() { ReceivedBytes = last.Received, TotalBytes = last.Total }, context.CancellationToken);
        }
        await responseStream.WriteAsync(
            new() { ReceivedBytes = last.Received, TotalBytes = last.Total, Model = desk.Find(wish.ModelId).ToContract() }, context.CancellationToken);
    }

    public override async Task<DeleteModelResponse> DeleteModel(DeleteModelRequest request, ServerCallContext context)
    {
        Named(request.ModelId).ThrowIfAny();
        await desk.DeleteAsync(request.ModelId, context.CancellationToken);
        return new();
    }

    private static DownloadWish Checked(DownloadModelRequest request)
    {
        var isUrl = Uri.TryCreate(request.Url, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) && url.UserInfo.Length == 0;
        new Violations()
            .AddIf(!ModelFolder.IsId(request.ModelId), "model_id", "must be 1 to 64 of a-z, 0-9, dot, hyphen and underscore")
            .AddIf(!isUrl || request.Url.Length > LongestUrl, "url", $"must be an https:// address of at most {LongestUrl} characters")
            .AddIf(request.Sha256.Length != Sha256Digits || !request.Sha256.All(char.IsAsciiHexDigit), "sha256", $"must be {Sha256Digits} hexadecimal digits")
            .ThrowIfAny();
        return new(request.ModelId, url!, request.Sha256.ToLowerInvariant());
    }

    private static Violations Named(string modelId) => new Violations().AddIf(modelId.Length == 0, "model_id", "must not be empty");
}
