using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Chat.Tests.Log;

/// <summary>Members of one room who do whatever comes to their minds, one after the other. What is refused changes nothing.</summary>
internal sealed class RandomHistory(ChatHouse house, ManualTimeProvider time, string room, int seed)
{
    /// <summary>Owns the room and stays in it.</summary>
    public const string Owner = "ann";

    private static readonly string[] Others = ["ben", "cid", "dan"];
    private static readonly string[] Emojis = ["👍", "❤️", "🎉"];

    private const int TimePasses = 26;
    private static readonly TimeSpan Hop = TimeSpan.FromMinutes(25);

    private readonly Random _random = new(seed);
    private readonly List<Message> _messages = [];
    private readonly SortedDictionary<long, RoomEvent> _events = [];

    /// <summary>Every event there was, those that retention has removed as they were then.</summary>
    public IReadOnlyCollection<RoomEvent> Events => _events.Values;

    /// <summary>Something happens, or is refused.</summary>
    public async Task StepAsync()
    {
        var user = _random.Next(3) == 0 ? Owner : One(Others);
        try
        {
            await StepAsync(house.Client(user), user, _messages.Count == 0 ? 0 : _random.Next(TimePasses + 1 + RandomOrder.Kinds)).Within();
        }
        catch (RpcException refused)
            when (refused.StatusCode is StatusCode.PermissionDenied or StatusCode.FailedPrecondition or StatusCode.NotFound or StatusCode.ResourceExhausted)
        {
            // A refusal is a fine outcome.
        }
    }

    private Task StepAsync(ChatService.ChatServiceClient client, string user, int dice) => dice switch
    {
        0 => PostAsync(client, Requests.Post(room, $"text {_random.Next(100)}")),
        1 => PostAsync(client, Mentioning(Requests.Post(room, "you there"), One(Others))),
        2 or 3 => PostAsync(client, Requests.Reply(One(_messages), "reply")),
        4 => PostAsync(client, Requests.Reply(One(_messages), "@assistant why?")),
        5 or 6 => client.EditMessageAsync(Requests.Edit(Own(user), $"edit {_random.Next(3)}", One(Others))).ResponseAsync,
        7 => client.DeleteMessageAsync(Requests.Delete(One(_messages))).ResponseAsync,
        8 or 9 or 10 or 11 => client.AddReactionAsync(Requests.React(One(_messages), One(Emojis))).ResponseAsync,
        12 or 13 => UnreactAsync(user),
        14 or 15 => client.PinMessageAsync(Requests.Pin(One(_messages))).ResponseAsync,
        16 or 22 => UnpinAsync(client),
        17 => CancelAsync(client),
        20 or 21 => AgainAsync(client, user),
        19 or 25 => MarkAsync(client, user),
        23 or 24 => new RandomTools(house, room, _random).StepAsync(client, Owner),
        18 when user != Owner => client.LeaveRoomAsync(new() { RoomId = room }).ResponseAsync,
        TimePasses => PassTimeAsync(),
        > TimePasses => new RandomOrder(house, Owner, room, _random).StepAsync(client, dice - TimePasses - 1),
        _ => client.JoinRoomAsync(new() { RoomId = room }).ResponseAsync,
    };

    private async Task PostAsync(ChatService.ChatServiceClient client, PostMessageRequest request) =>
        _messages.Add((await client.PostMessageAsync(request).ResponseAsync).Message);

    private async Task CancelAsync(ChatService.ChatServiceClient client)
    {
        var listed = await client.ListMessagesAsync(new() { RoomId = room }).ResponseAsync;
        if (listed.Messages.FirstOrDefault(message => message.Answer?.State == AnswerState.Generating) is not { } answer)
            return;
        _messages.Add(answer);
        await client.CancelAnswerAsync(new() { RoomId = room, MessageId = answer.MessageId }).ResponseAsync;
    }

    /// <summary>An answer is made again, by request or with an edit of its question.</summary>
    private async Task AgainAsync(ChatService.ChatServiceClient client, string user)
    {
        var listed = (await client.ListMessagesAsync(new() { RoomId = room }).ResponseAsync).Messages;
        var ended = listed.Where(message => message.Answer is { State: not AnswerState.Generating } && message.Deletion is null).ToList();
        if (ended.Count > 0 && _random.Next(2) == 0)
            await client.RegenerateAnswerAsync(Requests.Again(One(ended))).ResponseAsync;
        else if (listed.FirstOrDefault(message => message.Author.UserId == user && listed.Any(answer => answer.Answer?.QuestionMessageId == message.MessageId)) is { } mine)
            await client.EditMessageAsync(new(Requests.Edit(mine, $"again {_random.Next(3)}")) { Rerun = true }).ResponseAsync;
    }

    /// <summary>Something that is there to be taken back, if anything is: chance alone would seldom find it.</summary>
    private async Task UnreactAsync(string user)
    {
        var listed = await house.Client(user).ListMessagesAsync(new() { RoomId = room }).ResponseAsync;
        var mine = listed.Messages.Where(message => message.Reactions.Any(kind => kind.Reacted)).ToList();
        var message = One(mine.Count > 0 ? mine : _messages);
        var emoji = message.Reactions.FirstOrDefault(kind => kind.Reacted)?.Emoji ?? One(Emojis);
        await house.Client(user).RemoveReactionAsync(Requests.Unreact(message, emoji)).ResponseAsync;
    }

    private async Task UnpinAsync(ChatService.ChatServiceClient client)
    {
        var pins = (await client.ListPinsAsync(new() { RoomId = room }).ResponseAsync).Pins;
        await client.UnpinMessageAsync(Requests.Unpin(pins.Count > 0 ? One(pins).Message : One(_messages))).ResponseAsync;
    }

    /// <summary>Marks are told some time later: nothing else happens until then, so that lists do not change while they are read.</summary>
    private async Task MarkAsync(ChatService.ChatServiceClient client, string user)
    {
        var head = (await client.GetRoomAsync(new() { RoomId = room }).ResponseAsync).Room.HeadSequence;
        await client.MoveMarksAsync(new() { RoomId = room, ReadSequence = head }).ResponseAsync;
        await Eventually.TrueAsync(async () =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            var listed = await client.ListReadMarksAsync(new() { RoomId = room }).ResponseAsync;
            return listed.Marks.Any(mark => mark.UserId == user && mark.ReadSequence >= head);
        });
    }

    /// <summary>What is old goes. What is still being answered would stay, so nothing is.</summary>
    private async Task PassTimeAsync()
    {
        var listed = await house.Client(Owner).ListMessagesAsync(new() { RoomId = room, PageSize = 200 }).ResponseAsync;
        foreach (var answer in listed.Messages.Where(message => message.Answer?.State == AnswerState.Generating))
            await house.Client(Owner).CancelAnswerAsync(new() { RoomId = room, MessageId = answer.MessageId }).ResponseAsync;
        await RememberAsync();
        time.Advance(Hop);
        await house.TrimAsync();
        await ForgetGoneAsync();
    }

    /// <summary>What is gone is hardly talked about any more: one such message is enough to be refused.</summary>
    private async Task ForgetGoneAsync()
    {
        var left = (await house.Client(Owner).ListMessagesAsync(new() { RoomId = room, PageSize = 200 }).ResponseAsync).Messages;
        if (_messages.Find(message => left.All(other => other.MessageId != message.MessageId)) is not { } gone)
            return;
        _messages.RemoveAll(message => left.All(other => other.MessageId != message.MessageId));
        _messages.Add(gone);
    }

    /// <summary>Looks at the log before something goes from it.</summary>
    public async Task RememberAsync()
    {
        foreach (var known in await house.LogAsync(Owner, room))
            _events[known.Sequence] = known;
    }

    private Message Own(string user)
    {
        var own = _messages.Where(message => message.Author.UserId == user).ToList();
        return One(own.Count > 0 ? own : _messages);
    }

    private static PostMessageRequest Mentioning(PostMessageRequest request, string user)
    {
        request.MentionUserIds.Add(user);
        return request;
    }

    private T One<T>(IReadOnlyList<T> among) => among[_random.Next(among.Count)];
}
