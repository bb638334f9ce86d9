using System.Threading.Channels;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Agents.Tests.Neighbours;

/// <summary>The server's end of a worker's stream. End frames and calls of tools are answered, as ChatService does.</summary>
internal sealed class WorkerStream(WorkerOpen open)
{
    private readonly Channel<RunTurnsRequest> _frames = Channel.CreateUnbounded<RunTurnsRequest>();
    private readonly TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<RunTurnsResponse> _responses = Channel.CreateUnbounded<RunTurnsResponse>();

    public WorkerOpen Open { get; } = open;

    public async Task ServeAsync(
        IAsyncStreamReader<RunTurnsRequest> requests, IServerStreamWriter<RunTurnsResponse> responses, CancellationToken cancellationToken)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] halves = [ReadAsync(requests, ends.Token), WriteAsync(responses, ends.Token)];
        await Task.WhenAny([.. halves, _cut.Task]);
        // A read that outlives its call would be in the way of the next one: the server uses a stream's pipe again.
        await ends.CancelAsync();
        await Task.WhenAll(halves).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_cut.Task.IsCompleted)
            throw new RpcException(new Status(StatusCode.Unavailable, "cut"));
    }

    public void Send(RunTurnsResponse frame) => _responses.Writer.TryWrite(frame);

    /// <param name="run">Id of the run.</param>
    /// <param name="question">A message of the room.</param>
    /// <param name="recent">What was said before.</param>
    public void Assign(string run, Message question, IEnumerable<Message> recent) => Send(new RunTurnsResponse
    {
        Assignment = new RunAssignment
        {
            TurnId = $"turn-{run}",
            RunId = run,
            RoomId = "kitchen",
            AgentId = "agent:assistant",
            Question = question,
            Recent = { recent },
        },
    });

    public void Assign(string run, string question, string agent = "agent:assistant", params ToolCall[] calls) => Send(new RunTurnsResponse
    {
        Assignment = new RunAssignment
        {
            TurnId = $"turn-{run}",
            RunId = run,
            RoomId = "kitchen",
            AgentId = agent,
            ToolCalls = { calls },
            Question = new Message
            {
                MessageId = "m1",
                Author = new Participant { UserId = "u1", DisplayName = "Ann" },
                Parts = { new ContentPart { Text = new TextContent { Text = question } } },
            },
        },
    });

    public void Stop(string run) => Send(new RunTurnsResponse { Stop = new RunStop { TurnId = $"turn-{run}", RunId = run } });

    public void Cut() => _cut.TrySetResult();

    public async Task<RunTurnsRequest> NextAsync() => await _frames.Reader.ReadAsync().AsTask().Within();

    /// <summary>Everything up to the end of the given number of runs.</summary>
    public async Task<List<RunTurnsRequest>> UntilFinishedAsync(int runs = 1)
    {
        var frames = new List<RunTurnsRequest>();
        while (frames.Count(static frame => frame.Finish is not null) < runs)
            frames.Add(await NextAsync());
        return frames;
    }

    private async Task ReadAsync(IAsyncStreamReader<RunTurnsRequest> requests, CancellationToken cancellationToken)
    {
        await foreach (var frame in requests.ReadAllAsync(cancellationToken))
        {
            if (frame.Finish is { } finish)
                Send(new RunTurnsResponse { Finished = new RunFinished { TurnId = finish.TurnId, RunId = finish.RunId, Accepted = true } });
            if (FakeToolCalls.Answer(frame) is { } told)
                Send(told);
            await _frames.Writer.WriteAsync(frame, cancellationToken);
        }
    }

    private async Task WriteAsync(IServerStreamWriter<RunTurnsResponse> responses, CancellationToken cancellationToken)
    {
        await foreach (var frame in _responses.Reader.ReadAllAsync(cancellationToken))
            await responses.WriteAsync(frame, cancellationToken);
    }
}
