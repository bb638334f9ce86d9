using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Integration.Tests;

/// <summary>Five processes, seen by clients that were written for one, and one of the five lost in the middle of a stream.</summary>
public sealed class SplitTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("groupchat-split-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Conversations_OverFiveProcesses_AreThoseOverOne()
    {
        await using var server = await ServerLayout.StartNewAsync(Layout.Split, _folder);

        await PolyglotTests.RunPythonAsync(server.Address["http://".Length..], _folder);
        await PolyglotTests.RunNodeAsync(server.Address["http://".Length..]);
        await JsonGuideTests.RunGuideAsync(server.Address, _folder);
    }

    [Fact]
    public async Task Service_KilledInMidStream_IsUnavailableWithAReasonUntilItIsBack()
    {
        await using var server = await ServerLayout.StartNewAsync(Layout.Split, _folder);
        using var channel = server.Connect();
        var person = await Person.SignInAsync(channel, "watcher");
        await person.Chat(channel).CreateRoomAsync(new() { RoomId = "split" }, person.Headers, Person.Soon);
        using var watch = person.Chat(channel).WatchRooms(new() { RoomId = "split" }, person.Headers);
        Assert.True(await watch.ResponseStream.MoveNext(default).Within());

        await server.KillAsync(ServerLayout.Chat);
        var lost = await Assert.ThrowsAsync<RpcException>(() => ToTheEndAsync(watch)).Within();
        var refused = await Assert.ThrowsAsync<RpcException>(() => person.PostAsync(channel, "split", "1", "nobody hears it")).Within();
        await server.StartAsync(ServerLayout.Chat);
        var posted = await person.PostAsync(channel, "split", "1", "now they do");

        Assert.Equal((StatusCode.Unavailable, "SERVICE_LOST"), (lost.StatusCode, lost.ToDomainError().Reason));
        Assert.Equal((StatusCode.Unavailable, "SERVICE_UNREACHABLE"), (refused.StatusCode, refused.ToDomainError().Reason));
        Assert.Equal("now they do", posted.Parts.Single().Text.Text);
    }

    [Fact]
    public async Task Start_WithoutWhatItNeeds_NamesEverySetting()
    {
        var (code, output) = await Commands.RunAsync(
            "dotnet", [Commands.DocumentsDll, "--urls", "http://127.0.0.1:0", "--data", _folder, "--Services:Chat:Address=http://127.0.0.1:1", "--Services:Key=0123456789abcdef"]);

        Assert.Equal(1, code);
        Assert.Equal("groupchat: Services:Vectors:Address: is needed: this process calls that service and does not have it", output.Trim());

        (code, output) = await Commands.RunAsync("dotnet", [Commands.ChatDll, "--urls", "http://127.0.0.1:0", "--data", _folder]);

        Assert.Equal(1, code);
        Assert.StartsWith("groupchat: Services:Key: is needed", output, StringComparison.Ordinal);
    }

    private static async Task ToTheEndAsync(AsyncServerStreamingCall<WatchRoomsResponse> watch)
    {
        while (await watch.ResponseStream.MoveNext(default))
            continue;
    }
}
