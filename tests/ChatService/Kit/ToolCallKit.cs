using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Kit;

/// <summary>Calls of tools: what a worker says of them, and what members do.</summary>
internal static class ToolCallKit
{
    public const string Arguments = "{\"message\":\"question\"}";

    public static readonly string Definition = new('d', 64);

    public static async Task<ToolCall?> RequestAsync(
        this WorkerStream worker,
        RunAssignment run,
        int number,
        ToolEffect effect = ToolEffect.Acts,
        bool needsApproval = true,
        bool refused = false,
        string arguments = Arguments) =>
        (await worker.ToldAsync(number, new()
        {
            ToolRequest = new()
            {
                TurnId = run.TurnId,
                RunId = run.RunId,
                Number = number,
                Tool = "pin_message",
                Effect = effect,
                Arguments = arguments,
                NeedsApproval = needsApproval,
                Refused = refused,
                Reason = needsApproval || refused ? "it changes something." : "",
                DefinitionSha256 = Definition,
            },
        })).ToolCall;

    public static Task<RunToolCall> StartAsync(this WorkerStream worker, RunAssignment run, int number) =>
        worker.ToldAsync(number, new() { ToolStart = new() { TurnId = run.TurnId, RunId = run.RunId, Number = number } });

    public static Task<RunToolCall> EndAsync(this WorkerStream worker, RunAssignment run, int number, ToolCallState state, string result) =>
        worker.ToldAsync(number, new()
        {
            ToolResult = new() { TurnId = run.TurnId, RunId = run.RunId, Number = number, State = state, Result = result },
        });

    /// <summary>Sends a frame about a call, and returns the last that is told of it.</summary>
    public static async Task<RunToolCall> ToldAsync(this WorkerStream worker, int number, RunTurnsRequest frame)
    {
        await worker.SendAsync(frame);
        return (await worker.DrainAsync()).Select(told => told.ToolCall).Last(told => told?.Number == number);
    }

    public static async Task<ToolCall> ApproveAsync(this ChatHouse house, string user, RunAssignment run, ToolCall? call) =>
        (await house.Client(user).ApproveToolCallAsync(Approval(run, call!)).ResponseAsync.Within()).ToolCall;

    public static async Task<ToolCall> RefuseAsync(this ChatHouse house, string user, RunAssignment run, int number) =>
        (await house.Client(user).RefuseToolCallAsync(
            new() { RoomId = run.RoomId, MessageId = run.AnswerMessageId, Number = number }).ResponseAsync.Within()).ToolCall;

    public static ApproveToolCallRequest Approval(RunAssignment run, ToolCall call) => new()
    {
        RoomId = run.RoomId,
        MessageId = run.AnswerMessageId,
        Number = call.Number,
        ArgumentsSha256 = call.ArgumentsSha256,
    };
}
