using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Kit;

/// <summary>Several agents in a room, played by the test.</summary>
internal static class AgentKit
{
    /// <summary>A server whose rooms begin with these agents.</summary>
    public static Task<ChatHouse> OpenAsync(params string[] handles) => ChatHouse.OpenAsync(settings: values =>
    {
        for (var i = 0; i < handles.Length; i++)
            (values[$"Chat:DefaultAgents:{i}:Handle"], values[$"Chat:DefaultAgents:{i}:Name"]) = (handles[i], $"The {handles[i]}");
    });

    public static async Task<Member> SetSpeakingAsync(this ChatHouse house, string by, string room, string handle, SpeakingPolicy speaking) =>
        (await house.Client(by).AddAgentAsync(new() { RoomId = room, AgentId = $"agent:{handle}", Speaking = speaking }).ResponseAsync.Within()).Member;

    /// <summary>The agents asked so far, in the order of the log.</summary>
    public static async Task<string[]> AskedAsync(this ChatHouse house, string user, string room) =>
    [
        .. (await house.LogAsync(user, room)).Where(e => e.AnswerStarted is not null)
            .Select(e => e.AnswerStarted.Message.Author.UserId["agent:".Length..]),
    ];

    /// <summary>Answers whatever is asked with what the script says, until so many answers were given.</summary>
    public static async Task AnswerAsync(this WorkerStream worker, int times, Func<RunAssignment, string> script)
    {
        for (var i = 0; i < times; i++)
        {
            var run = await worker.AssignmentAsync();
            await worker.FinishOnlyAsync(run, script(run));
        }
    }
}
