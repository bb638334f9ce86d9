using GroupChat.Agents.Tools.Ledger;
using GroupChat.Contracts.Chat.V1;
using Effect = GroupChat.Agents.Tools.ToolEffect;
using ProtoEffect = GroupChat.Contracts.Chat.V1.ToolEffect;

namespace GroupChat.Agents.Neighbours;

/// <summary>Between the frames of TurnService and the calls of a turn.</summary>
internal static class ToolCallMapping
{
    private const int LongestName = 128;

    public static RecordedCall ToRecord(this ToolCall call) =>
        new(call.Number, call.Tool, ToEffect(call.Effect), (CallState)call.State, call.Arguments)
        {
            NeedsApproval = call.ArgumentsSha256.Length > 0,
            Definition = call.DefinitionSha256,
            Reason = call.Reason,
            Result = call.Result,
        };

    public static RunTurnsRequest ToFrame(this CallRequest request, RunAssignment run) => new()
    {
        ToolRequest = new RunToolRequest
        {
            TurnId = run.TurnId,
            RunId = run.RunId,
            Number = request.Number,
            Tool = request.Tool.Length <= LongestName ? request.Tool : request.Tool[..LongestName],
            Effect = ToContract(request.Effect),
            Arguments = request.Arguments,
            NeedsApproval = request.Verdict.NeedsApproval,
            Refused = request.Verdict.IsRefused,
            Reason = request.Verdict.Why ?? "",
            DefinitionSha256 = request.Definition,
        },
    };

    private static Effect ToEffect(ProtoEffect effect) => effect switch
    {
        ProtoEffect.Reads => Effect.Reads,
        ProtoEffect.Sends => Effect.Sends,
        _ => Effect.Acts,
    };

    private static ProtoEffect ToContract(Effect effect) => effect switch
    {
        Effect.Reads => ProtoEffect.Reads,
        Effect.Sends => ProtoEffect.Sends,
        _ => ProtoEffect.Acts,
    };
}
