using GroupChat.Contracts.Agent.V1;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Integration.Tests.Transcripts.Script;

/// <summary>An agent that does something, once somebody has said that it may.</summary>
internal static class ToolSteps
{
    public static IEnumerable<Step> All => [new("an agent pins a message with Bob's approval", ApproveAsync)];

    private static async Task ApproveAsync(Stage stage)
    {
        var (room, handle) = (stage.Room("tea"), stage.Room("clerk"));
        var clerk = (await stage.Ann.AskAsync<CreateAgentResponse>(new CreateAgentRequest
        {
            Agent = new() { Handle = handle, DisplayName = "Clerk", ModelId = "clerk", RoomId = room, Tools = { "pin_message" } },
        })).Agent;
        await stage.Ann.AskAsync<AddAgentResponse>(new AddAgentRequest { RoomId = room, AgentId = clerk.AgentId });
        await stage.Bob.SayAsync("tea", "to-pin", $"@{handle} please pin this: the kettle is hot.");
        var asked = (await stage.Bob.HearsAsync("tea", heard => heard.ToolCallRequested is not null)).ToolCallRequested.ToolCall;
        var approval = new ApproveToolCallRequest { RoomId = room, MessageId = asked.MessageId, Number = asked.Number, ArgumentsSha256 = asked.ArgumentsSha256 };
        var changed = approval.Clone();
        changed.ArgumentsSha256 = new string('0', approval.ArgumentsSha256.Length);
        await stage.Bob.RefusedAsync("TOOL_CALL_CHANGED", changed);
        await stage.Cat.RefusedAsync("APPROVER_REQUIRED", approval);
        stage.Note("Bob approves", await stage.Bob.LineIn("tea").ApproveAsync(approval));
        foreach (var person in (Actor[])[stage.Ann, stage.Bob])
            await person.HearsAsync("tea", heard => heard.AnswerFinished is { Message: { } answer } && answer.MessageId == asked.MessageId);
        await stage.Ann.HearsAsync("tea", heard => heard.MessagePinned?.MessageId == stage.Known["to-pin"]);
        var refusal = new RefuseToolCallRequest { RoomId = room, MessageId = asked.MessageId, Number = asked.Number };
        await stage.Bob.RefusedAsync("TOOL_CALL_DECIDED", "refuses", () => stage.Bob.LineIn("tea").RefuseAsync(refusal));
    }
}
