namespace GroupChat.ServiceDefaults.Storage;

internal sealed class WriteItem<T>(Func<SqlSession, T> work, Action<T>? committed, CancellationToken cancellationToken) : WriteItem
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;
    private Exception? _error;
    private bool _ran;

    public Task<T> Task => _completion.Task;

    // Looked at before the first run only: once work has run in a transaction it is committed with the others.
    public override bool IsAbandoned => !_ran && cancellationToken.IsCancellationRequested;

    public override void Run(SqlSession session)
    {
        _ran = true;
        (_error, Trouble) = (null, null);
        _result = work(session);
    }

    public override void Fail(Exception error)
    {
        _error = StorageErrors.Of(error);
        Trouble = _error == error ? null : error;
    }

    public override void Announce()
    {
        if (_ran && _error is null)
            committed?.Invoke(_result);
    }

    public override void Complete()
    {
        if (_error is not null)
            _completion.SetException(_error);
        else if (_ran)
            _completion.SetResult(_result);
        else
            _completion.SetCanceled(cancellationToken);
    }
}
