using System.Collections.Concurrent;
using System.Globalization;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Integration.Tests.Transcripts.Drivers;

/// <summary>One stream that goes both ways: what is said and what is heard.</summary>
internal sealed class ConverseLine : Line
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<ServerFrame>> _asked = new();
    private readonly Func<ConverseRequest, Task> _send;
    private readonly Func<ValueTask> _drop;
    private readonly Task _opened;
    private int _requests;

    public ConverseLine(
        Subscription subscription,
        Func<ConverseRequest, Task> send,
        Func<CancellationToken, IAsyncEnumerable<ServerFrame>> frames,
        Func<ValueTask> drop)
    {
        (_send, _drop) = (send, drop);
        _opened = send(new() { Open = new() { Subscriptions = { subscription }, UserAgent = "transcript" } });
        Begin(frames);
    }

    public override async Task<PostMessageResponse> PostAsync(PostMessageRequest post)
    {
        var posted = (await AskAsync(new() { Post = new() { Message = post } })).Posted;
        return new() { Message = posted.Message, AlreadyExisted = posted.AlreadyExisted };
    }

    public override async Task<Message> CancelAsync(CancelAnswerRequest answer) =>
        (await AskAsync(new() { Cancel = new() { Answer = answer } })).Cancelled.Message;

    public override async Task<RegenerateAnswerResponse> RegenerateAsync(RegenerateAnswerRequest answer)
    {
        var begun = (await AskAsync(new() { Regenerate = new() { Answer = answer } })).Regenerated;
        return new() { Message = begun.Message, AlreadyExisted = begun.AlreadyExisted };
    }

    public override async Task<ToolCall> ApproveAsync(ApproveToolCallRequest call) =>
        (await AskAsync(new() { Approve = new() { Call = call } })).Decided.ToolCall;

    public override async Task<ToolCall> RefuseAsync(RefuseToolCallRequest call) =>
        (await AskAsync(new() { Refuse = new() { Call = call } })).Decided.ToolCall;

    public override Task TypeAsync(SendTypingRequest typing) => SendAsync(new() { Typing = new() { Typing = typing } });

    public override Task MarkAsync(MoveMarksRequest marks) => SendAsync(new() { Ack = new() { Marks = marks } });

    protected override ValueTask DropAsync() => _drop();

    protected override bool TakesAnswer(ServerFrame frame)
    {
        if (_asked.TryRemove(frame.RequestId, out var asked))
        {
            asked.SetResult(frame);
            return true;
        }

        // An error that answers nothing is about the subscription that the stream was opened with.
        return frame.Error is null ? false : throw new Refusal(frame.Error.Status);
    }

    private async Task<ServerFrame> AskAsync(ConverseRequest request)
    {
        request.RequestId = Interlocked.Increment(ref _requests).ToString(CultureInfo.InvariantCulture);
        var asked = _asked[request.RequestId] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync(request);
        var answer = await asked.Task.Within();
        return answer.Error is { } error ? throw new Refusal(error.Status) : answer;
    }

    private async Task SendAsync(ConverseRequest request)
    {
        await _opened.Within();
        await _send(request).Within();
    }
}
