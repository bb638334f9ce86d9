using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Tests.Nodes;

/// <summary>A member decides on one node about a call of a worker that is with the other one.</summary>
public sealed class ApprovalOnTwoNodesTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Decision_OnTheOtherNode_ReachesTheWorkerOnce(bool withRedis)
    {
        await using var nodes = await TwoNodes.OpenAsync(withRedis);
        var room = await nodes.First.RoomAsync("ann");
        await using var worker = await nodes.First.WorkAsync();
        await nodes.First.PostAsync("ann", room, "@assistant?");
        var run = await worker.AssignmentAsync();
        for (var number = 1; number <= 4; number++)
        {
            var asked = (await worker.RequestAsync(run, number))!;
            var expected = number % 2 == 0 ? ToolCallState.Refused : ToolCallState.Approved;
            if (expected == ToolCallState.Approved)
                await nodes.Second.ApproveAsync("ann", run, asked);
            else
                await nodes.Second.RefuseAsync("ann", run, number);

            var told = (await worker.NextAsync()).ToolCall;
            Assert.Equal((number, expected, "ann"), (told.Number, told.ToolCall.State, told.ToolCall.DecidedBy.UserId));
            if (expected == ToolCallState.Approved)
            {
                Assert.Equal(ToolCallState.Running, (await worker.StartAsync(run, number)).ToolCall.State);
                await worker.EndAsync(run, number, ToolCallState.Done, "done");
            }
        }
    }
}
