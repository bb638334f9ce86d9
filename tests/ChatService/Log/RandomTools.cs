using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Tests.Log;

/// <summary>An agent of a random history that uses tools while it answers one question, played from its start to its end.</summary>
internal sealed class RandomTools(ChatHouse house, string room, Random random)
{
    public const string Handle = "tooler";
    private const int MostCalls = 4;

    public async Task StepAsync(ChatService.ChatServiceClient client, string owner)
    {
        await client.PostMessageAsync(Requests.Post(room, $"@{Handle} do it")).ResponseAsync;
        await using var worker = await house.WorkAsync(capacity: 16, $"agent:{Handle}");
        foreach (var run in (await worker.DrainAsync()).Select(frame => frame.Assignment).OfType<RunAssignment>())
            await AnswerAsync(worker, run, owner);
    }

    private async Task AnswerAsync(WorkerStream worker, RunAssignment run, string owner)
    {
        var calls = random.Next(MostCalls);
        for (var number = 1; number <= calls; number++)
            await CallAsync(worker, run, number, owner);
        if (random.Next(3) > 0)
            await worker.FinishAsync(run, "done");
        else
            await house.Client(owner).CancelAnswerAsync(new() { RoomId = room, MessageId = run.AnswerMessageId }).ResponseAsync;
    }

    /// <summary>Goes as far as chance takes it; the end of the answer does the rest.</summary>
    private async Task CallAsync(WorkerStream worker, RunAssignment run, int number, string owner)
    {
        var kind = random.Next(8);
        var asked = await worker.RequestAsync(run, number, kind == 0 ? ToolEffect.Reads : ToolEffect.Acts, needsApproval: kind > 2, refused: kind == 1);
        if (kind > 2 && random.Next(6) > 0)
            await (random.Next(4) > 0 ? house.ApproveAsync(owner, run, asked) : house.RefuseAsync(owner, run, number));
        if (kind > 2 && random.Next(6) > 0)
            await worker.StartAsync(run, number);
        if (random.Next(5) > 0)
            await worker.EndAsync(run, number, random.Next(2) == 0 ? ToolCallState.Done : ToolCallState.Failed, $"result {random.Next(10)}");
    }
}
