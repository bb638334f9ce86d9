using System.Runtime.CompilerServices;

namespace GroupChat.TestSupport;

/// <summary>Bounds every await of a test: a hang becomes a failure that says what was awaited, and where.</summary>
public static class Waiting
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task<T> Within<T>(
        this Task<T> task,
        TimeSpan? limit = null,
        [CallerArgumentExpression(nameof(task))] string what = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        await ((Task)task).Within(limit, what, file, line);
        return await task;
    }

    public static async Task Within(
        this Task task,
        TimeSpan? limit = null,
        [CallerArgumentExpression(nameof(task))] string what = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        try
        {
            await task.WaitAsync(limit ?? Limit);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            throw new TimeoutException($"{what} took longer than {limit ?? Limit} ({Path.GetFileName(file)}:{line})");
        }
    }

    public static Task<T> Within<T>(
        this ValueTask<T> task,
        TimeSpan? limit = null,
        [CallerArgumentExpression(nameof(task))] string what = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) => task.AsTask().Within(limit, what, file, line);

    public static Task Within(
        this ValueTask task,
        TimeSpan? limit = null,
        [CallerArgumentExpression(nameof(task))] string what = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) => task.AsTask().Within(limit, what, file, line);
}
