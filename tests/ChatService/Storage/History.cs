using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Pins;
using GroupChat.Chat.Reactions;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.ToolCalls;
using GroupChat.Chat.Turns;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Storage;

/// <summary>Random commands: every kind of change that this server can make is among them.</summary>
internal static class History
{
    public const int Steps = 240;
    private const int AtOnce = 10;
    private static readonly string[] Users = ["ann", "ben", "cid"];
    private static readonly string[] Rooms = ["one", "two"];

    /// <summary>Plays a history, several commands at a time so that they share commits, spread over the writers.</summary>
    public static async Task PlayAsync(int seed, params StoreHouse[] writers)
    {
        var random = new Random(seed);
        var steps = Enumerable.Range(0, Steps).Select(i => Step(writers[i % writers.Length], random)).ToList();
        foreach (var batch in steps.Chunk(AtOnce))
            await Task.WhenAll(batch.Select(step => Task.Run(() => Tried(step())))).Within();
    }

    private static Func<Task> Step(StoreHouse store, Random random)
    {
        var (room, user) = (new RoomId(Rooms[random.Next(Rooms.Length)]), Users[random.Next(Users.Length)]);
        var (text, key) = ($"text {random.Next(20)}", $"key {random.Next(25)}");
        var (pick, other) = (random.Next(), new UserId(Users[random.Next(Users.Length)]));
        return random.Next(22 + RoomSteps.Kinds) switch
        {
            0 => () => store.CreateAsync(room.Value, user),
            1 or 2 => () => store.JoinAsync(room, user),
            3 => () => store.LeaveAsync(room, user),
            4 => () => store.PostAsync(room.Value, user, "@assistant " + text, key),
            5 => store.CloseSomeAnswerAsync,
            6 or 7 => () => store.OnSomeMessageAsync(room, pick, (edit, message) => Edit(edit, message, user, text)),
            8 => () => store.OnSomeMessageAsync(room, pick, (edit, message) => Deleting.Delete(edit, message, new(user))),
            9 or 10 => () => store.OnSomeMessageAsync(room, pick, (edit, message) => Reacting.Add(edit, message, text[^1..], new(user))),
            11 => () => store.OnSomeMessageAsync(room, pick, (edit, message) => Reacting.Remove(edit, message, text[^1..], new(user))),
            12 => () => store.OnSomeMessageAsync(room, pick, (edit, message) => Pinning.Pin(edit, message, new(user))),
            13 => () => store.OnSomeMessageAsync(room, pick, (edit, message) => Pinning.Unpin(edit, message, new(user))),
            14 => () => store.OnSomeMessageAsync(room, pick, (edit, message) => Reply(edit, message, user, text, key)),
            15 => () => store.OnSomeMessageAsync(room, pick, Call),
            20 => () => store.OnSomeMessageAsync(
                room, pick, (edit, message) => Regenerating.Regenerate(edit, new(room, message), new(new(user), key))),
            21 => () => store.OnSomeMessageAsync(room, pick, (edit, message) => Edit(edit, message, user, text, rerun: true)),
            >= 22 and var kind => () => store.Writer.ChangeAsync(room, RoomSteps.Of(kind - 22, new(user), other, pick), default),
            _ => () => store.PostAsync(room.Value, user, text, key),
        };
    }

    /// <summary>An answer in the making calls a tool, or the call it makes ends.</summary>
    private static RoomEvent? Call(IRoomEdit edit, MessageId message)
    {
        if (edit.Message(message) is not { Answer.State: AnswerState.Generating })
            return null;
        var calls = edit.ToolCalls(message);
        if (calls.FirstOrDefault(call => call.IsOpen) is { } open)
            return edit.Append(new RoomChange.ToolCallFinished(open.EndedWithAnswer(edit.Now)));
        var call = new ToolCall(
            message, calls.Count + 1, RunId.New(edit.Now), "act", ToolEffect.Acts, ToolCallState.WaitingForApproval, edit.Now);
        return edit.Append(new RoomChange.ToolCallRequested(call));
    }

    private static MessageChanged Edit(IRoomEdit edit, MessageId message, string user, string text, bool rerun = false) => Editing.Edit(edit, MessageRules.CheckEdit(
        new EditDraft(edit.Ref.Id.Value, message.ToString(), [new DraftPart(text, TextFormat.Plain)], [Users[1]], rerun), new UserId(user)));

    private static PostedMessage Reply(IRoomEdit edit, MessageId message, string user, string text, string key) => Posting.Post(edit, MessageRules.Check(
        new Draft(edit.Ref.Id.Value, key, [new DraftPart(text, TextFormat.Plain)], message.ToString(), [Users[0]]), new UserId(user)));

    private static async Task Tried(Task step)
    {
        try
        {
            await step;
        }
        catch (DomainError)
        {
            // A refusal is a fine outcome: it must leave no trace.
        }
    }
}
