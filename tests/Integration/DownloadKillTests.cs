using GroupChat.Contracts.Agent.V1;
using GroupChat.Contracts.Session.V1;
using GroupChat.TestSupport;
using GroupChat.TestSupport.Llama;
using Grpc.Core;

namespace GroupChat.Integration.Tests;

/// <summary>kill -9 in the middle of a download of a model: the next process goes on where it was.</summary>
public sealed class DownloadKillTests : IDisposable
{
    private const string Password = "a long enough password";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Kill_InTheMiddleOfADownload_ResumesWithTheBytesThatAreThere()
    {
        var model = await File.ReadAllBytesAsync(new TinyLlama().Save(_folder.File("model.gguf")));
        var half = model.Length / 2;
        await using var server = await FileServer.StartAsync(model);
        (server.CutAfter, server.Pause) = (half, new TaskCompletionSource().Task);
        await using var gateway = await GatewayProcess.StartNewAsync(
            _folder.File("data"), "--Accounts:AdminName=root", $"--Accounts:AdminPassword={Password}", $"--Llm:DownloadHosts:0={server.Origin}");
        var part = new FileInfo(Path.Combine(_folder.File("data"), "models", "small.gguf.part"));
        var cut = DownloadAsync(gateway, server);
        await Eventually.TrueAsync(() =>
        {
            part.Refresh();
            return part.Exists && part.Length == half;
        });

        await gateway.KillAsync();
        await Assert.ThrowsAsync<RpcException>(() => cut.Within(Limit));
        server.Pause = null;
        await gateway.StartAsync($"--Llm:DownloadHosts:0={server.Origin}");
        var told = await DownloadAsync(gateway, server).Within(Limit);

        Assert.Equal(half, told[0].ReceivedBytes);
        Assert.Equal("small", told[^1].Model.ModelId);
        Assert.Equal(["", $"bytes={half}-"], server.Ranges);
        Assert.Equal(model, await File.ReadAllBytesAsync(Path.Combine(_folder.File("data"), "models", "small.gguf")));
        Assert.Single(Directory.GetFiles(Path.Combine(_folder.File("data"), "models")));
    }

    private static async Task<List<DownloadModelResponse>> DownloadAsync(GatewayProcess gateway, FileServer server)
    {
        using var channel = gateway.Connect();
        var session = await new AccountService.AccountServiceClient(channel).SignInAsync(new() { AccountName = "root", Password = Password }, deadline: Person.Soon);
        var headers = new Metadata { { "authorization", $"Bearer {session.Credentials.AccessToken}" } };
        using var call = new ModelService.ModelServiceClient(channel).DownloadModel(
            new() { ModelId = "small", Url = server.Origin + "/model.gguf", Sha256 = server.Sha256 }, headers);
        List<DownloadModelResponse> told = [];
        await foreach (var progress in call.ResponseStream.ReadAllAsync())
            told.Add(progress);
        return told;
    }
}
