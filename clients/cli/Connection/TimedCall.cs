namespace GroupChat.Cli.Connection;

/// <summary>A call to which the server has a certain time to answer.</summary>
internal static class TimedCall
{
    public static async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        return await call(either.Token);
    }
}
