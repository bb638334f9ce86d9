using System.Threading.Channels;
using GroupChat.Agents.Turns;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Agents.Neighbours;

/// <summary>One run on a worker's stream: its text goes up at most 25 times a second, and then its end, once.</summary>
/// <param name="assignment">The turn as it came down.</param>
/// <param name="frames">What goes up.</param>
/// <param name="time">Spaces the frames.</param>
/// <param name="lost">The stream is gone, and with it everything that could be sent.</param>
internal sealed class ActiveRun(
    RunAssignment assignment, ChannelWriter<RunTurnsRequest> frames, TimeProvider time, CancellationToken lost) : IDisposable
{
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(40);

    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(lost);

    private readonly RunToolCalls _tools = new(assignment, frames);

    /// <summary>The work, from start to end.</summary>
    public Task Work { get; private set; } = Task.CompletedTask;

    /// <param name="answer">Does the work; it ends in an outcome whatever happens.</param>
    public void Start(Func<ITurnListener, CancellationToken, Task<TurnOutcome>> answer) =>
        Work = Task.Run(() => RunAsync(answer), CancellationToken.None);

    /// <summary>What it took, once that is known.</summary>
    public IReadOnlyList<UsageCharge> Charges { get; private set; } = [];

    /// <summary>A member stopped the answer.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Word of one of its calls of tools.</summary>
    public void Heard(RunToolCall told) => _tools.Heard(told);

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync(Func<ITurnListener, CancellationToken, Task<TurnOutcome>> answer)
    {
        var output = new RunOutput(assignment, _tools);
        var sending = SendAsync(output);
        var outcome = await answer(output, _stop.Token);
        Charges = outcome.ToCharges(assignment);
        output.Close();
        await sending;
        await frames.WriteAsync(outcome.ToFrame(assignment), lost);
    }

    private async Task SendAsync(RunOutput output)
    {
        while (await output.WaitAsync(lost))
        {
            await WriteAsync(output.Take());
            await Task.WhenAny(Task.Delay(Spacing, time, lost), output.Closed);
        }
        await WriteAsync(output.Take());
    }

    private async Task WriteAsync(List<RunTurnsRequest> due)
    {
        foreach (var frame in due)
            await frames.WriteAsync(frame, lost);
    }
}
