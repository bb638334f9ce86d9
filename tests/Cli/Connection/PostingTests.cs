using GroupChat.Cli.Connection;
using GroupChat.Cli.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Cli.Tests.Connection;

/// <summary>What is said is said once, whatever befalls the stream.</summary>
public sealed class PostingTests : IAsyncLifetime
{
    private readonly HurriedTime _time = new();
    private FakeServer _server = null!;
    private FakeRoom _room = null!;

    private List<string> Said => [.. _room.Messages().Select(message => message.Parts[0].Text.Text).Reverse()];

    public async Task InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        _room = _server.State.AddRoom("lobby");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Post_AcknowledgementLost_IsSentAgainAndNotDoubled()
    {
        var lost = 1;
        _server.State.OnFrame = frame => frame.Posted is not null && lost-- > 0 ? Fault.CutBefore : Fault.None;
        await using var follower = new Follower(_server, "lobby", _time);
        var message = await follower.PostAsync("once").Within();
        Assert.Equal(["once"], Said);
        Assert.Equal(_room.Messages().Single().MessageId, message.MessageId);
        Assert.Equal(2, _server.State.Received.Count(request => request.Post?.Message.ClientMessageId == message.ClientMessageId));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Posts_StreamBreaksAtAnyAcknowledgement_KeepTheirOrder(int seed)
    {
        var random = new Random(seed);
        var left = 10;
        _server.State.OnFrame = frame => (frame.Posted is null || random.Next(6) > 0 || left-- <= 0, random.Next(2)) switch
        {
            (true, _) => Fault.None,
            (_, 0) => Fault.CutBefore,
            _ => Fault.CutAfter,
        };
        await using var follower = new Follower(_server, "lobby", _time);
        var texts = Enumerable.Range(0, 100).Select(number => $"message {number}").ToList();
        // More than fit unanswered: the rest waits its turn.
        await Task.WhenAll(texts.Select(text => follower.PostAsync(text))).Within();
        Assert.Equal(texts, Said);
    }

    [Fact]
    public async Task Posts_WhileTheServerIsAway_ArriveInOrderWhenItIsBack()
    {
        await using var follower = new Follower(_server, "lobby", _time);
        await follower.IsLiveAsync();
        await _server.GoAwayAsync();
        var posts = Task.WhenAll(follower.PostAsync("one"), follower.PostAsync("two"), follower.PostAsync("three"));
        await follower.SeesAsync(update => update is Update.Reconnecting);
        await _server.ComeBackAsync();
        await posts.Within();
        Assert.Equal(["one", "two", "three"], Said);
    }

    [Fact]
    public async Task Post_Refused_FailsAloneAndTheStreamGoesOn()
    {
        await using var follower = new Follower(_server, "lobby", _time);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => follower.PostAsync(" ").Within());
        Assert.Equal("MESSAGE_EMPTY", refused.Error.Reason);
        await follower.PostAsync("fine").Within();
        Assert.Single(_server.State.Received, request => request.Open is not null);
    }

    [Fact]
    public async Task Post_ServerBusy_IsSentAgain()
    {
        var busy = 2;
        _server.State.OnCall = call =>
        {
            if (call == "Post" && busy-- > 0)
                throw FakeErrors.Of(StatusCode.Unavailable, "STORE_BUSY", "try again", TimeSpan.FromSeconds(2));
        };
        await using var follower = new Follower(_server, "lobby", _time);
        await follower.PostAsync("patience").Within();
        Assert.Equal(["patience"], Said);
    }

    [Fact]
    public async Task Cancel_RunningAnswer_EndsIt()
    {
        var answer = _room.StartAnswer(_room.Post(_server.State.Users.Person("bob"), "why?").Message);
        await using var follower = new Follower(_server, "lobby", _time);
        var ended = await follower.Connection.CancelAnswerAsync("lobby", answer.MessageId, CancellationToken.None).Within();
        Assert.Equal(AnswerState.Cancelled, ended.Answer.State);
    }
}
