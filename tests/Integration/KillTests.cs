using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Integration.Tests;

/// <summary>kill -9 in mid-conversation: what was acknowledged is there once, in one order, for everybody.</summary>
public sealed class KillTests : IDisposable
{
    private const string Room = "kill";
    private readonly string _folder = Directory.CreateTempSubdirectory("groupchat-kill-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(Layout.OneProcess, 4)]
    [InlineData(Layout.Split, 2)]
    public async Task Kill_WhileEightPeoplePost_LosesAndDoublesNothing(Layout layout, int rounds)
    {
        await using var gateway = await ServerLayout.StartNewAsync(layout, _folder);
        Dictionary<string, long> acknowledged = [];
        var people = new List<Person>();
        using (var channel = gateway.Connect())
        {
            for (var number = 0; number < 8; number++)
                people.Add(await Person.SignInAsync(channel, $"person {number}"));
            await people[0].Chat(channel).CreateRoomAsync(new() { RoomId = Room }, people[0].Headers);
            foreach (var person in people)
                await person.Chat(channel).JoinRoomAsync(new() { RoomId = Room }, person.Headers);
        }

        for (var round = 0; round < rounds; round++)
        {
            using var channel = gateway.Connect();
            var posting = people.Select((person, number) => PostUntilCutAsync(channel, person, $"{round}-{number}", acknowledged)).ToArray();
            await Eventually.TrueAsync(() => Count(acknowledged) >= (round + 1) * 100);
            await gateway.KillAsync(ServerLayout.Chat);
            await Task.WhenAll(posting);
            await gateway.StartAsync(ServerLayout.Chat);
        }

        using var last = gateway.Connect();
        var logs = new List<List<RoomEvent>>();
        foreach (var person in people)
            logs.Add(await person.LogAsync(last, Room));
        Assert.All(logs, log => Assert.Equal(logs[0], log));
        Assert.Equal(Enumerable.Range(1, logs[0].Count).Select(number => (long)number), logs[0].Select(e => e.Sequence));
        var stored = logs[0].Where(e => e.MessagePosted is not null).ToDictionary(e => e.MessagePosted.Message.ClientMessageId, e => e.Sequence);
        Assert.All(acknowledged, sent => Assert.Equal(sent.Value, stored[sent.Key]));
        Assert.True(acknowledged.Count >= rounds * 100);

        var (id, sequence) = acknowledged.First();
        var author = people[int.Parse(id.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture)];
        Assert.Equal(sequence, (await author.PostAsync(last, Room, id, $"text {id}")).Sequence);
    }

    [Fact]
    public async Task Kill_WhileWatching_ResumesWithoutHoleOrRepetition()
    {
        await using var gateway = await GatewayProcess.StartNewAsync(_folder);
        Person person;
        using (var channel = gateway.Connect())
        {
            person = await Person.SignInAsync(channel, "watcher");
            await person.Chat(channel).CreateRoomAsync(new() { RoomId = Room }, person.Headers);
        }
        List<RoomEvent> seen = [];
        var cursor = "";
        for (var round = 0; round < 3; round++)
        {
            using var channel = gateway.Connect();
            using var watch = person.Chat(channel).WatchRooms(
                new() { Subscriptions = { new Subscription { RoomId = Room, Cursor = cursor, Start = StartPosition.Earliest } } }, person.Headers);
            for (var number = 0; number < 50; number++)
                await person.PostAsync(channel, Room, $"{round}-{number}", "hello");
            var enough = seen.Count + 20;
            while (seen.Count < enough && await watch.ResponseStream.MoveNext(default))
            {
                if (watch.ResponseStream.Current.Frame.Event is not { } received)
                    continue;
                seen.Add(received);
                cursor = received.Cursor;
            }
            await gateway.KillAsync();
            await gateway.StartAsync();
        }

        using var last = gateway.Connect();
        var log = await person.LogAsync(last, Room);
        Assert.Equal(log.Take(seen.Count), seen);
    }

    [Theory]
    [InlineData(Layout.OneProcess)]
    [InlineData(Layout.Split)]
    public async Task Stop_WithOpenStreams_SaysGoAwayAndExitsCleanly(Layout layout)
    {
        await using var gateway = await ServerLayout.StartNewAsync(layout, _folder);
        using var channel = gateway.Connect();
        var person = await Person.SignInAsync(channel, "drained");
        await person.Chat(channel).CreateRoomAsync(new() { RoomId = Room }, person.Headers);
        using var watch = person.Chat(channel).WatchRooms(new() { RoomId = Room }, person.Headers);
        await FrameAsync(watch, ServerFrame.FrameOneofCase.CaughtUp);

        var stopping = gateway.StopAsync(ServerLayout.Chat);
        var goAway = await FrameAsync(watch, ServerFrame.FrameOneofCase.GoAway);

        Assert.Equal(Room, goAway.GoAway.ResumePoints.Single().RoomId);
        Assert.Equal(0, await stopping);
    }

    private static async Task<ServerFrame> FrameAsync(AsyncServerStreamingCall<WatchRoomsResponse> watch, ServerFrame.FrameOneofCase wanted)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await watch.ResponseStream.MoveNext(limit.Token))
        {
            if (watch.ResponseStream.Current.Frame.FrameCase == wanted)
                return watch.ResponseStream.Current.Frame;
        }
        throw new InvalidOperationException($"the stream ended without {wanted}");
    }

    private static async Task PostUntilCutAsync(Grpc.Net.Client.GrpcChannel channel, Person person, string prefix, Dictionary<string, long> acknowledged)
    {
        try
        {
            for (var number = 0; ; number++)
            {
                var id = $"{prefix}-{number}";
                var message = await person.PostAsync(channel, Room, id, $"text {id}");
                lock (acknowledged)
                    acknowledged[id] = message.Sequence;
            }
        }
        catch (RpcException cut) when (cut.StatusCode is StatusCode.Unavailable or StatusCode.Internal or StatusCode.Cancelled)
        {
        }
    }

    private static int Count(Dictionary<string, long> acknowledged)
    {
        lock (acknowledged)
            return acknowledged.Count;
    }
}
