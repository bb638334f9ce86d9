using System.Text;
using System.Threading.Channels;
using GroupChat.Agents.Models;
using GroupChat.Agents.Tools.Ledger;
using GroupChat.Agents.Turns;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Agents.Neighbours;

/// <summary>
/// What a run has told and the stream has not carried yet. Text that waits is merged, so a slow stream costs no memory beyond
/// the answer itself and a fast model costs few frames.
/// </summary>
internal sealed class RunOutput(RunAssignment run, IToolLedger tools) : ITurnListener
{
    private readonly Lock _lock = new();
    private readonly Channel<bool> _news =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<RunTurnsRequest> _phases = [];
    private readonly StringBuilder _text = new();
    private RunTurnsRequest? _progress;
    private long _offset;

    public IToolLedger Tools => tools;

    public void Entered(TurnPhase phase)
    {
        lock (_lock)
        {
            _phases.Add(phase.ToFrame(run));
            _progress = null;
        }
        _news.Writer.TryWrite(true);
    }

    public void Progressed(ModelProgress progress)
    {
        lock (_lock)
            _progress = progress.ToFrame(run);
        _news.Writer.TryWrite(true);
    }

    public void Wrote(TurnDelta delta)
    {
        lock (_lock)
        {
            if (_text.Length == 0)
                _offset = delta.Offset;
            _text.Append(delta.Text);
        }
        _news.Writer.TryWrite(true);
    }

    /// <summary>Nothing more comes.</summary>
    public void Close()
    {
        _news.Writer.TryComplete();
        _closed.TrySetResult();
    }

    /// <summary>Waits until there is something to take; false once there never will be.</summary>
    public async ValueTask<bool> WaitAsync(CancellationToken cancellationToken) =>
        await _news.Reader.WaitToReadAsync(cancellationToken) && _news.Reader.TryRead(out _);

    /// <summary>Completes when the run has ended: there is no reason to wait for more text.</summary>
    public Task Closed => _closed.Task;

    /// <summary>The frames that are due, phases before text. Of how far the model is only the latest counts.</summary>
    public List<RunTurnsRequest> Take()
    {
        lock (_lock)
        {
            List<RunTurnsRequest> frames = [.. _phases];
            if (_progress is not null)
                frames.Add(_progress);
            if (_text.Length > 0)
                frames.Add(DeltaOf(_text.ToString()));
            _progress = null;
            _phases.Clear();
            _text.Clear();
            return frames;
        }
    }

    private RunTurnsRequest DeltaOf(string text) =>
        new() { Delta = new RunDelta { TurnId = run.TurnId, RunId = run.RunId, Offset = _offset, Text = text } };
}
