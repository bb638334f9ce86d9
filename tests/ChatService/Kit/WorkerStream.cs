using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Chat.Tests.Kit;

/// <summary>A worker's stream, played by the test.</summary>
internal sealed class WorkerStream(AsyncDuplexStreamingCall<RunTurnsRequest, RunTurnsResponse> call) : IAsyncDisposable
{
    public const string Assistant = "agent:assistant";

    private readonly Queue<RunTurnsResponse> _read = new();

    public static async Task<WorkerStream> OpenAsync(TurnService.TurnServiceClient client, int capacity, params string[] agents)
    {
        var worker = new WorkerStream(client.RunTurns());
        await worker.SendAsync(new()
        {
            Open = new()
            {
                WorkerId = "test",
                AgentIds = { agents.Length > 0 ? agents : [Assistant] },
                MaxConcurrentTurns = capacity,
            },
        });
        Assert.NotNull((await worker.NextAsync()).Opened);
        return worker;
    }

    public Task SendAsync(RunTurnsRequest frame) => call.RequestStream.WriteAsync(frame).Within();

    public async Task<RunTurnsResponse> NextAsync() => _read.TryDequeue(out var frame) ? frame : await ReadAsync();

    /// <summary>Sends a heartbeat and waits until the server has taken it: frames are taken in order, and this one is answered.</summary>
    public async Task HeartbeatAsync()
    {
        await SendAsync(new() { Heartbeat = new() });
        const string nobody = "00000000-0000-7000-8000-000000000000";
        await SendAsync(new() { Finish = new() { TurnId = nobody, RunId = nobody, State = AnswerState.Complete } });
        while (await ReadAsync() is var frame && frame.Finished?.TurnId != nobody)
            _read.Enqueue(frame);
    }

    /// <summary>Everything that has come down so far, as the server has it after what was sent up.</summary>
    public async Task<List<RunTurnsResponse>> DrainAsync()
    {
        await HeartbeatAsync();
        List<RunTurnsResponse> come = [.. _read];
        _read.Clear();
        return come;
    }

    private async Task<RunTurnsResponse> ReadAsync() =>
        await call.ResponseStream.MoveNext(CancellationToken.None).Within(TimeSpan.FromSeconds(60))
            ? call.ResponseStream.Current
            : throw new InvalidOperationException("the stream has ended");

    public async Task<RunAssignment> AssignmentAsync() => (await NextAsync()).Assignment ?? throw new InvalidOperationException("no assignment");

    public Task WriteAsync(RunAssignment run, long offset, string text) => SendAsync(new()
    {
        Delta = new() { TurnId = run.TurnId, RunId = run.RunId, Offset = offset, Text = text },
    });

    public Task EnterAsync(RunAssignment run, AnswerPhase phase) => SendAsync(new()
    {
        Progress = new() { TurnId = run.TurnId, RunId = run.RunId, Phase = phase },
    });

    public Task WaitForModelAsync(RunAssignment run, int? queuePosition = null, int read = 0, int total = 0)
    {
        var progress = new RunProgress { TurnId = run.TurnId, RunId = run.RunId, Phase = AnswerPhase.Generating, PromptTokensRead = read, PromptTokens = total };
        if (queuePosition is { } position)
            progress.QueuePosition = position;
        return SendAsync(new() { Progress = progress });
    }

    public async Task<bool> FinishAsync(RunAssignment run, string text, AnswerState state = AnswerState.Complete, string reason = "")
    {
        await SendAsync(new()
        {
            Finish = new()
            {
                TurnId = run.TurnId,
                RunId = run.RunId,
                State = state,
                Text = text,
                FailureReason = reason,
                ModelId = "test-model",
                Usage = new() { InputTokens = 7, OutputTokens = 3 },
                Citations =
                {
                    new Citation
                    {
                        Marker = 1,
                        DocumentId = "doc",
                        Quote = "a quote",
                        Verified = true,
                        Place = new() { Headings = { "Top", "Sub" }, StartByte = 3, EndByte = 10 },
                    },
                },
            },
        });
        while (true)
        {
            var frame = await NextAsync();
            if (frame.Finished is { } finished)
                return finished.RunId == run.RunId && finished.Accepted;
        }
    }

    /// <summary>Ends a run; what comes down meanwhile is kept for later.</summary>
    public async Task FinishOnlyAsync(RunAssignment run, string text)
    {
        await SendAsync(new() { Finish = new() { TurnId = run.TurnId, RunId = run.RunId, State = AnswerState.Complete, Text = text } });
        await FinishedAsync(run);
    }

    /// <summary>Waits until the end of a run is answered; what comes down meanwhile is kept for later.</summary>
    public async Task FinishedAsync(RunAssignment run)
    {
        while (await ReadAsync() is var frame && frame.Finished?.RunId != run.RunId)
            _read.Enqueue(frame);
    }

    public ValueTask DisposeAsync()
    {
        call.Dispose();
        return ValueTask.CompletedTask;
    }
}
