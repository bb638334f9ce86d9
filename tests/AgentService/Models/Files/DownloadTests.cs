using GroupChat.Agents.Tests.Neighbours;
using GroupChat.Contracts.Agent.V1;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using GroupChat.TestSupport.Llama;
using Grpc.Core;

namespace GroupChat.Agents.Tests.Models.Files;

public sealed class DownloadTests : IDisposable
{
    private static readonly byte[] Model = MakeModel();

    private readonly TempFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task File_Downloaded_IsAModelUntilItIsDeleted()
    {
        await using var server = await FileServer.StartAsync(Model);
        await using var agents = await StartAsync(server);
        var models = Client(agents);

        var told = await DownloadAsync(models, server);

        Assert.Equal((Model.Length, Model.Length), (told[^1].ReceivedBytes, told[^1].TotalBytes));
        Assert.Equal(("small", "llama.cpp", true, ModelState.Unloaded), Of(told[^1].Model));
        Assert.All(told.SkipLast(1), static progress => Assert.Null(progress.Model));
        Assert.Equal(["extractive", "small"], await IdsAsync(agents));
        Assert.Equal(["small.gguf"], Files());
        await RefusedAsync(() => DownloadAsync(models, server), StatusCode.AlreadyExists, "MODEL_EXISTS");

        await models.DeleteModelAsync(new() { ModelId = "small" }).ResponseAsync.Within();

        Assert.Equal(["extractive"], await IdsAsync(agents));
        await RefusedAsync(() => models.DeleteModelAsync(new() { ModelId = "small" }).ResponseAsync, StatusCode.NotFound, "MODEL_NOT_FOUND");
    }

    [Theory]
    [InlineData(true, "\"one\"", 1)] // goes on
    [InlineData(true, "\"two\"", 0)] // another version by now: from the start
    [InlineData(false, "\"one\"", 0)] // a server without ranges: from the start
    public async Task File_CutOff_GoesOnInTheNextProcess(bool takesRanges, string nextTag, int goesOn)
    {
        await using var server = await FileServer.StartAsync(Model);
        var half = new TaskCompletionSource();
        (server.CutAfter, server.Pause) = (Model.Length / 2, half.Task);
        await using (var first = await StartAsync(server))
        {
            var cut = RefusedAsync(() => DownloadAsync(Client(first), server), StatusCode.Unavailable, "MODEL_DOWNLOAD_FAILED");
            await Eventually.TrueAsync(() => new FileInfo(Path.Combine(_data.Path, "models", "small.gguf.part")) is { Exists: true } part && part.Length == Model.Length / 2);
            half.SetResult();
            await cut;
        }
        server.Pause = null;
        (server.TakesRanges, server.Tag) = (takesRanges, nextTag);
        await using var second = await StartAsync(server);
        Assert.Equal(["extractive"], await IdsAsync(second));

        var told = await DownloadAsync(Client(second), server);

        Assert.Equal(Model.Length, told[^1].ReceivedBytes);
        Assert.Equal(goesOn * (Model.Length / 2), told[0].ReceivedBytes);
        Assert.Equal(["", $"bytes={Model.Length / 2}-"], server.Ranges);
        Assert.Equal(Model, await File.ReadAllBytesAsync(Path.Combine(_data.Path, "models", "small.gguf")));
        Assert.Equal(["small.gguf"], Files());
    }

    [Fact]
    public async Task File_WholeButNotInItsPlace_IsPutThereWithoutAsking()
    {
        await using var server = await FileServer.StartAsync(Model);
        Directory.CreateDirectory(Path.Combine(_data.Path, "models"));
        await File.WriteAllBytesAsync(Path.Combine(_data.Path, "models", "small.gguf.part"), Model);
        await File.WriteAllTextAsync(
            Path.Combine(_data.Path, "models", "small.gguf.part.json"), $$"""{"Sha256":"{{server.Sha256}}","Tag":"","Total":{{Model.Length}}}""");
        await using var agents = await StartAsync(server);

        await DownloadAsync(Client(agents), server);

        Assert.Empty(server.Ranges);
        Assert.Equal(["small.gguf"], Files());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"Sha256":null,"Tag":"","Total":1}""")]
    [InlineData("""{"Sha256":"$","Tag":"nonsense","Total":0}""")]
    public async Task Leftovers_ThatLie_CostNothingButTheirBytes(string note)
    {
        await using var server = await FileServer.StartAsync(Model);
        Directory.CreateDirectory(Path.Combine(_data.Path, "models"));
        await File.WriteAllBytesAsync(Path.Combine(_data.Path, "models", "small.gguf.part"), new byte[Model.Length + 5]);
        await File.WriteAllTextAsync(Path.Combine(_data.Path, "models", "small.gguf.part.json"), note.Replace("$", server.Sha256, StringComparison.Ordinal));
        await using var agents = await StartAsync(server);

        await DownloadAsync(Client(agents), server);

        Assert.Equal(Model, await File.ReadAllBytesAsync(Path.Combine(_data.Path, "models", "small.gguf")));
    }

    [Fact]
    public async Task File_ThatIsNotWhatWasAskedFor_IsNeverSeen()
    {
        await using var server = await FileServer.StartAsync([.. "GGUF and nothing else"u8]);
        await using var agents = await StartAsync(server);
        var models = Client(agents);

        await RefusedAsync(() => DownloadAsync(models, server, sha256: new string('A', 64)), StatusCode.DataLoss, "MODEL_CHECKSUM_MISMATCH");
        await RefusedAsync(() => DownloadAsync(models, server), StatusCode.InvalidArgument, "MODEL_FILE_INVALID");

        Assert.Empty(Files());
        Assert.Equal(["extractive"], await IdsAsync(agents));
    }

    [Fact]
    public async Task Source_ThatSendsElsewhereOrRefuses_IsNotFollowed()
    {
        await using var elsewhere = await FileServer.StartAsync(Model);
        await using var server = await FileServer.StartAsync(Model);
        await using var agents = await StartAsync(server);
        var models = Client(agents);

        server.Other = response => Task.Run(() => response.Redirect(elsewhere.Origin + "/file"));
        await RefusedAsync(() => DownloadAsync(models, server, "/other"), StatusCode.PermissionDenied, "MODEL_SOURCE_NOT_ALLOWED");
        server.Other = static response => Task.Run(() => response.Redirect("/other"));
        await RefusedAsync(() => DownloadAsync(models, server, "/other"), StatusCode.FailedPrecondition, "MODEL_SOURCE_REFUSED");
        server.Other = static response => Task.FromResult(response.StatusCode = 404);
        await RefusedAsync(() => DownloadAsync(models, server, "/other"), StatusCode.FailedPrecondition, "MODEL_SOURCE_REFUSED");
        server.Other = static response => Task.FromResult(response.StatusCode = 503);
        await RefusedAsync(() => DownloadAsync(models, server, "/other"), StatusCode.Unavailable, "MODEL_DOWNLOAD_FAILED");
        Assert.Empty(elsewhere.Ranges);

        server.Other = static response => Task.Run(() => response.Redirect("/file"));
        Assert.NotNull((await DownloadAsync(models, server, "/other"))[^1].Model);
    }

    [Fact]
    public async Task File_TooLargeForTheSettingOrTheDisk_IsRefusedBeforeItComes()
    {
        await using var server = await FileServer.StartAsync(Model);
        await using (var small = await StartAsync(server, ("Llm:MaxModelBytes", "1000")))
            await RefusedAsync(() => DownloadAsync(Client(small), server), StatusCode.OutOfRange, "MODEL_FILE_TOO_LARGE");
        await using var agents = await StartAsync(server, ("Llm:MaxModelBytes", $"{long.MaxValue}"));
        server.Other = static async response =>
        {
            response.ContentLength = 1L << 60;
            await response.Body.WriteAsync(new byte[10]);
            await response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, response.HttpContext.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };

        await RefusedAsync(() => DownloadAsync(Client(agents), server, "/other"), StatusCode.ResourceExhausted, "DISK_FULL");
    }

    [Fact]
    public async Task Download_WhileOneIsGoingOn_IsRefusedAndTheCallersLeavingEndsIt()
    {
        await using var server = await FileServer.StartAsync(Model);
        server.Pause = new TaskCompletionSource().Task;
        await using var agents = await StartAsync(server);
        var models = Client(agents);
        using (var first = models.DownloadModel(Request(server)))
        {
            Assert.True(await first.ResponseStream.MoveNext().Within());
            await RefusedAsync(() => DownloadAsync(models, server), StatusCode.Aborted, "MODEL_DOWNLOAD_BUSY");
            await Eventually.TrueAsync(() => !server.Ranges.IsEmpty);
        }
        server.Pause = null;

        List<DownloadModelResponse>? told = null;
        await Eventually.TrueAsync(async () => (told = await FreeAsync(models, server)) is not null);

        Assert.NotNull(told![^1].Model);
    }

    [Fact]
    public async Task Request_OfAnybodyOrWithMistakes_IsRefused()
    {
        await using var server = await FileServer.StartAsync(Model);
        await using var agents = await StartAsync(server);
        var ann = agents.Node.Client<ModelService.ModelServiceClient>("ann");

        await RefusedAsync(() => DownloadAsync(ann, server), StatusCode.PermissionDenied, "ADMIN_REQUIRED");
        await RefusedAsync(() => ann.DeleteModelAsync(new() { ModelId = "x" }).ResponseAsync, StatusCode.PermissionDenied, "ADMIN_REQUIRED");
        await RefusedAsync(() => ann.LoadModelAsync(new() { ModelId = "x" }).ResponseAsync, StatusCode.PermissionDenied, "ADMIN_REQUIRED");
        await RefusedAsync(() => ann.UnloadModelAsync(new() { ModelId = "x" }).ResponseAsync, StatusCode.PermissionDenied, "ADMIN_REQUIRED");

        var models = Client(agents);
        foreach (var (id, url, sha) in ((string, string, string)[])
            [("../up", "https://x/y", server.Sha256), ("UP", "https://x/y", server.Sha256), ("x", "file:///etc/passwd", server.Sha256), ("x", "https://a:b@x/y", server.Sha256), ("x", "https://x/y", "12")])
        {
            await RefusedAsync(
                () => EndAsync(models.DownloadModel(new() { ModelId = id, Url = url, Sha256 = sha })), StatusCode.InvalidArgument, "INVALID_REQUEST");
        }
        await RefusedAsync(() => models.DeleteModelAsync(new() { ModelId = "../../etc/passwd" }).ResponseAsync, StatusCode.NotFound, "MODEL_NOT_FOUND");
        await RefusedAsync(() => models.DeleteModelAsync(new() { ModelId = "extractive" }).ResponseAsync, StatusCode.FailedPrecondition, "MODEL_NOT_LOCAL");
        await RefusedAsync(() => models.LoadModelAsync(new() { ModelId = "extractive" }).ResponseAsync, StatusCode.FailedPrecondition, "MODEL_NOT_LOCAL");
        await RefusedAsync(() => models.UnloadModelAsync(new() { ModelId = "nobody" }).ResponseAsync, StatusCode.NotFound, "MODEL_NOT_FOUND");
        await RefusedAsync(
            () => EndAsync(models.DownloadModel(new() { ModelId = "x", Url = "http://localhost/x", Sha256 = server.Sha256 })),
            StatusCode.PermissionDenied, "MODEL_SOURCE_NOT_ALLOWED");
    }

    private static async Task<List<DownloadModelResponse>?> FreeAsync(ModelService.ModelServiceClient models, FileServer server)
    {
        try
        {
            return await DownloadAsync(models, server);
        }
        catch (RpcException error) when (error.StatusCode == StatusCode.Aborted)
        {
            return null;
        }
    }

    private static byte[] MakeModel()
    {
        using var file = new TinyLlamaFile();
        return File.ReadAllBytes(file.Path);
    }

    private Task<AgentNode> StartAsync(FileServer server, params (string, string)[] settings) =>
        AgentNode.StartAsync(null, _data, [("Llm:DownloadHosts:0", server.Origin), .. settings]);

    private string[] Files() => Directory.Exists(Path.Combine(_data.Path, "models"))
        ? [.. Directory.GetFiles(Path.Combine(_data.Path, "models")).Select(static file => Path.GetFileName(file)!)] : [];

    private static ModelService.ModelServiceClient Client(AgentNode agents) => agents.Node.ServiceClient<ModelService.ModelServiceClient>();

    private static (string, string, bool, ModelState) Of(Model model) => (model.ModelId, model.Provider, model.Generative, model.State);

    private static DownloadModelRequest Request(FileServer server, string path = "/file", string? sha256 = null) =>
        new() { ModelId = "small", Url = server.Origin + path, Sha256 = sha256 ?? server.Sha256 };

    private static Task<List<DownloadModelResponse>> DownloadAsync(
        ModelService.ModelServiceClient models, FileServer server, string path = "/file", string? sha256 = null) =>
        EndAsync(models.DownloadModel(Request(server, path, sha256)));

    private static async Task<List<DownloadModelResponse>> EndAsync(AsyncServerStreamingCall<DownloadModelResponse> call)
    {
        using (call)
        {
            var told = new List<DownloadModelResponse>();
            while (await call.ResponseStream.MoveNext().Within())
                told.Add(call.ResponseStream.Current);
            return told;
        }
    }

    private static async Task<IEnumerable<string>> IdsAsync(AgentNode agents) =>
        (await agents.Node.Client<AgentService.AgentServiceClient>("ann").ListModelsAsync(new()).ResponseAsync.Within()).Models.Select(static model => model.ModelId);

    private static async Task RefusedAsync(Func<Task> call, StatusCode code, string reason)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => call().Within());
        Assert.Equal((code, reason), (refused.StatusCode, refused.TryGetErrorInfo(out var info) ? info.Reason : refused.Status.Detail));
    }
}
