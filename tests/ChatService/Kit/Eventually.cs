using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Kit;

/// <summary>For what happens on another thread some time after the clock was moved.</summary>
internal static class Eventually
{
    /// <summary>Repeats a step until the outcome is there: the clock is moved on for as long as somebody may not have set their alarm yet.</summary>
    public static async Task<T> AsLongAsAsync<T>(Action step, Task<T> outcome, Func<T, bool>? check = null)
    {
        for (var i = 0; i < 6000 && !outcome.IsCompleted; i++)
        {
            step();
            await Task.WhenAny(outcome, Task.Delay(10));
        }

        var result = await outcome.Within();
        Assert.True(check?.Invoke(result) ?? true);
        return result;
    }

    /// <summary>Waits until something is so.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        for (var i = 0; i < 6000; i++)
        {
            if (await condition())
                return;
            await Task.Delay(10);
        }

        Assert.Fail("it never came true");
    }
}
