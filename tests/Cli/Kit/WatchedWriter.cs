using System.Text;

namespace GroupChat.Cli.Tests.Kit;

/// <summary>Collects what is written, from any thread, and tells when something has appeared.</summary>
internal sealed class WatchedWriter : TextWriter
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private readonly List<(string Text, TaskCompletionSource Found)> _awaited = [];

    public WatchedWriter() => CoreNewLine = ['\n'];

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void Write(string? value)
    {
        lock (_gate)
        {
            _text.Append(value);
            Announce();
        }
    }

    public Task ContainsAsync(string text)
    {
        var found = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _awaited.Add((text, found));
            Announce();
        }
        return found.Task;
    }

    public override string ToString()
    {
        lock (_gate)
            return _text.ToString();
    }

    private void Announce()
    {
        if (_awaited.Count == 0)
            return;
        var text = _text.ToString();
        foreach (var awaited in _awaited.Where(awaited => text.Contains(awaited.Text, StringComparison.Ordinal)))
            awaited.Found.TrySetResult();
        _awaited.RemoveAll(awaited => awaited.Found.Task.IsCompleted);
    }
}
