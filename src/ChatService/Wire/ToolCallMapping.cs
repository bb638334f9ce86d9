using Google.Protobuf.WellKnownTypes;
using GroupChat.Chat.Messages;
using GroupChat.Chat.ToolCalls;
using GroupChat.Chat.Turns;
using Proto = GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Wire;

internal static class ToolCallMapping
{
    public static Proto.ToolCall ToProto(this ToolCall call) => new()
    {
        MessageId = call.Answer.ToString(),
        Number = call.Number,
        RunId = call.Run.ToString(),
        Tool = call.Tool,
        Effect = (Proto.ToolEffect)call.Effect,
        State = (Proto.ToolCallState)call.State,
        Arguments = call.Arguments,
        ArgumentsSha256 = call.ArgumentsHash,
        Reason = call.Reason,
        RequestTime = Timestamp.FromDateTimeOffset(call.RequestTime),
        ExpireTime = ToTimestamp(call.ExpireTime),
        DecidedBy = call.DecidedBy?.ToProto(),
        DecideTime = ToTimestamp(call.DecideTime),
        FinishTime = ToTimestamp(call.FinishTime),
        Result = call.Result,
        Shortened = call.IsShortened,
        DefinitionSha256 = call.Definition,
    };

    public static ToolCall ToDomain(this Proto.ToolCall call) => new(
        MessageId.Parse(call.MessageId)!.Value,
        call.Number,
        RunId.Parse(call.RunId)!.Value,
        call.Tool,
        (ToolEffect)call.Effect,
        (ToolCallState)call.State,
        call.RequestTime.ToDateTimeOffset())
    {
        Arguments = call.Arguments,
        ArgumentsHash = call.ArgumentsSha256,
        Reason = call.Reason,
        ExpireTime = call.ExpireTime?.ToDateTimeOffset(),
        DecidedBy = call.DecidedBy?.ToDomain(),
        DecideTime = call.DecideTime?.ToDateTimeOffset(),
        FinishTime = call.FinishTime?.ToDateTimeOffset(),
        Result = call.Result,
        IsShortened = call.Shortened,
        Definition = call.DefinitionSha256,
    };

    /// <summary>Null for a call without an effect that is known.</summary>
    public static ToolWish? ToWish(this Proto.RunToolRequest request) => (ToolEffect)request.Effect is var effect && System.Enum.IsDefined(effect)
        ? new(request.Number, request.Tool, effect, request.Arguments)
        {
            NeedsApproval = request.NeedsApproval && !request.Refused,
            IsRefused = request.Refused,
            Reason = request.Reason,
            Definition = request.DefinitionSha256,
        }
        : null;

    /// <summary>Null for a state in which a worker cannot end a call.</summary>
    public static ToolCallState? ToEnd(this Proto.RunToolResult result) => (ToolCallState)result.State is var state
        and (ToolCallState.Done or ToolCallState.Failed or ToolCallState.Unknown) ? state : null;

    public static Proto.RunTurnsResponse ToFrame(this WorkerOrder.Tool told) => new()
    {
        ToolCall = new()
        {
            TurnId = told.Turn.ToString(),
            RunId = told.Run.ToString(),
            Number = told.Number,
            ToolCall = told.Reply.Call?.ToProto(),
            RejectedReason = told.Reply.Rejected,
        },
    };

    private static Timestamp? ToTimestamp(DateTimeOffset? time) => time is { } some ? Timestamp.FromDateTimeOffset(some) : null;
}
