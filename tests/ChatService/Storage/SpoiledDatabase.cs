using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Tests.Storage;

/// <summary>A database that breaks a promise, so that the contracts can show that they notice.</summary>
/// <param name="inner">A good one.</param>
/// <param name="forgetsEach">It acknowledges and announces each so-manieth write without having committed it; 0 for none.</param>
/// <param name="locks">False: it does not hold rooms against other writers.</param>
internal sealed class SpoiledDatabase(ISqlDatabase inner, int forgetsEach = 0, bool locks = true) : ISqlDatabase
{
    private int _writes;

    public Task<T> WriteAsync<T>(Func<SqlSession, T> work, Action<T>? committed = null, CancellationToken cancellationToken = default) =>
        WriteAsync(work, committed, hint: null, cancellationToken);

    public Task<T> WriteAsync<T>(Func<SqlSession, T> work, Action<T>? committed, object? hint, CancellationToken cancellationToken) =>
        forgetsEach > 0 && Interlocked.Increment(ref _writes) % forgetsEach == 0
            ? ForgetAsync(work, committed, hint, cancellationToken)
            : inner.WriteAsync(work, committed, hint, cancellationToken);

    public void PrepareBatches(Action<SqlSession, IEnumerable<object>> prepare)
    {
        if (locks)
            inner.PrepareBatches(prepare);
    }

    public Task<T> ReadAsync<T>(Func<SqlSession, T> work, CancellationToken cancellationToken = default) => inner.ReadAsync(work, cancellationToken);

    public Task<int> GiveSpaceBackAsync(CancellationToken cancellationToken = default) => inner.GiveSpaceBackAsync(cancellationToken);

    public void Dispose() => inner.Dispose();

    private async Task<T> ForgetAsync<T>(Func<SqlSession, T> work, Action<T>? committed, object? hint, CancellationToken cancellationToken)
    {
        var result = default(T)!;
        try
        {
            await inner.WriteAsync<T>(session => throw new ForgottenException(result = work(session)), committed: null, hint, cancellationToken);
        }
        catch (ForgottenException)
        {
            committed?.Invoke(result);
        }

        return result;
    }

    private sealed class ForgottenException(object? result) : Exception($"{result} is undone");
}
