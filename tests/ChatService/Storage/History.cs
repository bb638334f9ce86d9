using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Storage;

/// <summary>Random commands: every kind of change that this server can make is among them.</summary>
internal static class History
{
    public const int Steps = 150;
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
        return random.Next(10) switch
        {
            0 => () => store.CreateAsync(room.Value, user),
            1 or 2 => () => store.JoinAsync(room, user),
            3 => () => store.LeaveAsync(room, user),
            4 => () => store.PostAsync(room.Value, user, "@assistant " + text, key),
            5 => store.CloseSomeAnswerAsync,
            _ => () => store.PostAsync(room.Value, user, text, key),
        };
    }

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
