using GroupChat.Contracts.Agent.V1;
using Grpc.Core;

namespace GroupChat.Cli.Tests.Kit;

internal sealed class FakeModels(FakeState state) : ModelService.ModelServiceBase
{
    public override Task<LoadModelResponse> LoadModel(LoadModelRequest request, ServerCallContext context) =>
        Task.FromResult(new LoadModelResponse { Model = new() { ModelId = request.ModelId, State = ModelState.Ready } });

    public override Task<UnloadModelResponse> UnloadModel(UnloadModelRequest request, ServerCallContext context)
    {
        state.DrainSeconds = request.DrainSeconds;
        return Task.FromResult(new UnloadModelResponse { Model = new() { ModelId = request.ModelId, State = ModelState.Unloaded } });
    }

    public override async Task DownloadModel(
        DownloadModelRequest request, IServerStreamWriter<DownloadModelResponse> responseStream, ServerCallContext context)
    {
        if (request.Url.Contains("refuse", StringComparison.Ordinal))
            throw FakeErrors.Of(StatusCode.PermissionDenied, "MODEL_SOURCE_NOT_ALLOWED", "not from there");
        await responseStream.WriteAsync(new() { ReceivedBytes = 0 });
        await responseStream.WriteAsync(new() { ReceivedBytes = 512, TotalBytes = 1024 });
        await responseStream.WriteAsync(new() { ReceivedBytes = 1024, TotalBytes = 1024, Model = new() { ModelId = request.ModelId } });
    }

    public override Task<DeleteModelResponse> DeleteModel(DeleteModelRequest request, ServerCallContext context) =>
        throw FakeErrors.Of(StatusCode.NotFound, "MODEL_NOT_FOUND", "There is no model of this id.");
}
