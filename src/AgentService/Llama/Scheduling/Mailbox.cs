using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace GroupChat.Agents.Llama.Scheduling;

/// <summary>
/// What a request has to tell, from the engine's thread to its reader. The engine never waits for a reader: text gathers, and of
/// places in the queue and progress only the latest is kept, so that it holds no more than the answer. Its reader hears of what was
/// put when it is told: see <see cref="Readers"/>.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore is waited on by tasks only, and then has nothing to give back.")]
internal sealed class Mailbox
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _arrived = new(0, 1);
    private readonly StringBuilder _text = new();
    private string? _piece;
    private int _generated;
    private LlamaQueued? _queued;
    private LlamaPrefill? _prefill;
    private LlamaEnd? _end;
    private Exception? _error;

    public void Put(LlamaQueued step) => Put(() => _queued = step);

    public void Put(LlamaPrefill step) => Put(() => (_queued, _prefill) = (null, step));

    public void Put(LlamaEnd step) => Put(() => _end = step);

    public void Fail(Exception error)
    {
        Put(() => _error ??= error);
        Tell();
    }

    /// <summary>Wakes the reader.</summary>
    public void Tell()
    {
        lock (_gate)
        {
            if (_arrived.CurrentCount == 0)
                _arrived.Release();
        }
    }

    public void Put(string text, int generated)
    {
        lock (_gate)
        {
            if (_piece is null && _text.Length == 0)
                _piece = text; // the usual case: the reader has taken the one before
            else
                _text.Append(text);
            _generated = generated;
        }
    }

    /// <summary>The next step, in the order queue, prompt, text, end.</summary>
    public async ValueTask<LlamaStep> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Take() is { } step)
                return step;
            await _arrived.WaitAsync(cancellationToken);
        }
    }

    private LlamaStep? Take()
    {
        lock (_gate)
        {
            if (_queued is { } queued)
            {
                _queued = null;
                return queued;
            }
            if (_prefill is { } prefill)
            {
                _prefill = null;
                return prefill;
            }
            if (TakeText() is { } text)
                return text;
            return _error is null ? _end : throw _error;
        }
    }

    private LlamaText? TakeText()
    {
        if (_piece is null)
            return null;
        var text = _text.Length == 0 ? _piece : _piece + _text;
        _piece = null;
        _text.Clear();
        return new LlamaText(text, _generated);
    }

    private void Put(Action change)
    {
        lock (_gate)
            change();
    }
}
