using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Turns;

namespace GroupChat.Chat.ToolCalls;

/// <summary>
/// What a run does with calls of tools. Each step is an event, and each call takes it once: so whatever becomes of workers, what was
/// approved once is begun once at most.
/// </summary>
internal static class ToolCallSteps
{
    public const int MaxCalls = 64;
    public const int MaxWaiting = 16;
    private const int MaxResult = 2048;

    public static ToolReply Request(IRoomEdit edit, TurnId turn, RunId run, ToolWish wish, TimeSpan approval)
    {
        if (AnswerOf(edit, turn, run) is not { } answer)
            return ToolReply.Because(ToolReply.RunNotHeld);
        var before = edit.ToolCalls(answer).Count;
        var why = wish.IsTooLong ? ToolReply.TooLong
            : before >= MaxCalls ? ToolReply.TooManyCalls
            : wish.Number != before + 1 ? ToolReply.NotNext
            : wish.NeedsApproval && edit.WaitingToolCalls() >= MaxWaiting ? ToolReply.TooManyApprovals
            : null;
        if (why is not null)
            return ToolReply.Because(why);
        var call = wish.Begin(edit, answer, run, approval);
        edit.Append(new RoomChange.ToolCallRequested(call));
        return new(call);
    }

    /// <summary>Uses an approval up.</summary>
    public static ToolReply Start(IRoomEdit edit, TurnId turn, RunId run, int number)
    {
        if (AnswerOf(edit, turn, run) is not { } answer)
            return ToolReply.Because(ToolReply.RunNotHeld);
        if (edit.ToolCall(answer, number) is not { State: ToolCallState.Approved } approved)
            return ToolReply.Because(ToolReply.NotApproved);
        var call = approved with { State = ToolCallState.Running, Run = run };
        edit.Append(new RoomChange.ToolCallStarted(call));
        return new(call);
    }

    /// <param name="edit">The room.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="run">Its present run.</param>
    /// <param name="number">Of a call that runs: one of an earlier run is ended by the run after it.</param>
    /// <param name="state">Done, failed or unknown.</param>
    /// <param name="result">What came of it.</param>
    public static ToolReply Finish(IRoomEdit edit, TurnId turn, RunId run, int number, ToolCallState state, string result)
    {
        if (AnswerOf(edit, turn, run) is not { } answer)
            return ToolReply.Because(ToolReply.RunNotHeld);
        if (edit.ToolCall(answer, number) is not { State: ToolCallState.Running } running)
            return ToolReply.Because(ToolReply.NotRunning);
        var shown = Utf8.Prefix(result, MaxResult);
        var call = running with
        {
            State = state,
            FinishTime = edit.Now,
            Result = shown,
            IsShortened = running.IsShortened || shown.Length < result.Length,
        };
        edit.Append(new RoomChange.ToolCallFinished(call));
        return new(call);
    }

    /// <summary>The answer is about to end, and with it what it waits for.</summary>
    public static void EndAll(IRoomEdit edit, MessageId answer)
    {
        foreach (var call in edit.ToolCalls(answer).Where(call => call.IsOpen))
            edit.Append(new RoomChange.ToolCallFinished(call.EndedWithAnswer(edit.Now)));
    }

    public static ToolCall? ToolCall(this IRoomEdit edit, MessageId answer, int number) =>
        edit.ToolCalls(answer).FirstOrDefault(call => call.Number == number);

    private static MessageId? AnswerOf(IRoomEdit edit, TurnId turn, RunId run) =>
        edit.OpenTurn(turn) is { } open && open.Run == run ? open.Answer : null;
}
