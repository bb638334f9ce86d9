using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Turns;

/// <summary>A question that a worker has taken, and what is read of its answer.</summary>
internal static class Questions
{
    /// <summary>Asked by ann, in a room with ben.</summary>
    public static async Task<(WorkerStream Worker, RunAssignment Run)> AskAsync(this ChatHouse house)
    {
        var room = await house.RoomAsync("ann", "ben");
        var worker = await house.WorkAsync();
        await house.PostAsync("ann", room, "@assistant?");
        return (worker, await worker.AssignmentAsync());
    }

    /// <summary>The answer as it is now.</summary>
    public static async Task<Message> AnswerAsync(this ChatHouse house, RunAssignment run) =>
        (await house.Client("ann").GetMessageAsync(new() { RoomId = run.RoomId, MessageId = run.AnswerMessageId }).ResponseAsync.Within()).Message;
}
