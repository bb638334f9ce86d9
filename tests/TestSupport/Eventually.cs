using System.Runtime.CompilerServices;

namespace GroupChat.TestSupport;

/// <summary>
/// For what comes about by itself, on another thread or in another process, where there is nothing to await. Bounded by looks and
/// not by the clock: a minute at least, and longer on a machine that is slow to look.
/// </summary>
public static class Eventually
{
    private const int Looks = 6000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Repeats a step until the outcome is there: the clock is moved on for as long as somebody may not have set their alarm yet.</summary>
    public static async Task<T> AsLongAsAsync<T>(Action step, Task<T> outcome)
    {
        for (var looks = 0; looks < Looks && !outcome.IsCompleted; looks++)
        {
            step();
            await Task.WhenAny(outcome, Task.Delay(Pause));
        }

        return await outcome.Within();
    }

    /// <summary>Waits until something is so.</summary>
    public static Task TrueAsync(
        Func<bool> condition,
        [CallerArgumentExpression(nameof(condition))] string what = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) => TrueAsync(() => Task.FromResult(condition()), what, file, line);

    /// <summary>Waits until something is so. Each look is bounded by itself.</summary>
    public static async Task TrueAsync(
        Func<Task<bool>> condition,
        [CallerArgumentExpression(nameof(condition))] string what = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        for (var looks = 0; looks < Looks; looks++)
        {
            if (await condition().Within(what: what, file: file, line: line))
                return;
            await Task.Delay(Pause);
        }

        throw new TimeoutException($"{what} never came true ({Path.GetFileName(file)}:{line})");
    }
}
