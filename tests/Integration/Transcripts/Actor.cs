using Google.Protobuf;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Session.V1;
using GroupChat.Integration.Tests.Transcripts.Drivers;

namespace GroupChat.Integration.Tests.Transcripts;

/// <summary>One of the people. What they ask for and what they are answered goes into the transcript.</summary>
internal sealed class Actor(string name, Stage stage)
{
    public string Name => name;

    public string UserId { get; private set; } = "";

    public Credentials Credentials { get; private set; } = new();

    public string Token => Credentials.AccessToken;

    public void SignedIn(Session session, Credentials credentials) => (UserId, Credentials) = (session.UserId, credentials);

    public async Task<T> AskAsync<T>(IMessage request)
    {
        var method = Contract.MethodOf(request);
        var answer = await stage.Driver.CallAsync(method, request, Token);
        stage.Note($"{name} {method.Name}", answer);
        return (T)answer;
    }

    /// <summary>Asks for something that is refused.</summary>
    public Task RefusedAsync(string reason, IMessage request) => RefusedAsync(
        reason, Contract.MethodOf(request).Name, async () => await stage.Driver.CallAsync(Contract.MethodOf(request), request, Token));

    public async Task RefusedAsync(string reason, string what, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Refusal refusal)
        {
            Assert.Equal(reason, refusal.Reason);
            stage.Note($"{name} {what} is refused", refusal.Status);
            return;
        }

        Assert.Fail($"{name} was not refused: {what}");
    }

    /// <summary>Says something where they listen, in the way of the protocol.</summary>
    public async Task<Message> SayAsync(string room, string id, string text, string replyTo = "", params string[] mentions)
    {
        var post = Post(room, id, text);
        post.ReplyToMessageId = replyTo;
        post.MentionUserIds.Add(mentions);
        var answer = await LineIn(room).PostAsync(post);
        stage.Note($"{name} says", answer);
        stage.Known[id] = answer.Message.MessageId;
        return answer.Message;
    }

    public PostMessageRequest Post(string room, string id, string text) => new()
    {
        RoomId = stage.Room(room),
        ClientMessageId = id,
        Parts = { new ContentPart { Text = new() { Text = text } } },
    };

    public Line LineIn(string room) => stage.Open[$"{name} in {room}"];

    /// <summary>Waits until something has come over this person's line.</summary>
    public async Task<RoomEvent> HearsAsync(string room, Func<RoomEvent, bool> wanted) =>
        (await LineIn(room).UntilAsync(frame => frame.Event is { } heard && wanted(heard))).Event;
}
