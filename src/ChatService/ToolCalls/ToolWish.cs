using System.Security.Cryptography;
using System.Text;
using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Turns;

namespace GroupChat.Chat.ToolCalls;

/// <summary>A call as a worker asks for it.</summary>
internal sealed record ToolWish(int Number, string Tool, ToolEffect Effect, string Arguments)
{
    public const int MaxName = 128;
    public const int MaxApproved = 4096;
    public const int MaxReason = 512;
    private const int MaxDefinition = 64;
    private const int MaxShown = 1024;

    public bool NeedsApproval { get; init; }

    public bool IsRefused { get; init; }

    public string Reason { get; init; } = "";

    public string Definition { get; init; } = "";

    /// <summary>What is approved has to be shown as a whole.</summary>
    public bool IsTooLong => Tool.Length > MaxName || Definition.Length > MaxDefinition || (NeedsApproval && Encoding.UTF8.GetByteCount(Arguments) > MaxApproved);

    public ToolCall Begin(IRoomEdit edit, MessageId answer, RunId run, TimeSpan approval)
    {
        var shown = NeedsApproval ? Arguments : Utf8.Prefix(Arguments, MaxShown);
        return new(answer, Number, run, Tool, Effect, StateAtFirst, edit.Now)
        {
            Arguments = shown,
            IsShortened = shown.Length < Arguments.Length,
            Definition = Definition,
            ArgumentsHash = NeedsApproval ? HashOf(Arguments) : "",
            Reason = Reason.Length > MaxReason ? Reason[..MaxReason] : Reason,
            ExpireTime = NeedsApproval ? edit.Now + approval : null,
            FinishTime = IsRefused ? edit.Now : null,
        };
    }

    private ToolCallState StateAtFirst => IsRefused ? ToolCallState.Refused
        : NeedsApproval ? ToolCallState.WaitingForApproval
        : ToolCallState.Running;

    private static string HashOf(string arguments) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(arguments)));
}
