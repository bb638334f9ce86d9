using System.Diagnostics;
using GroupChat.TestSupport;

namespace GroupChat.Gateway.Tests.Protection.Shared;

/// <summary>Waits for something that comes about by itself.</summary>
internal static class Until
{
    public static Task TrueAsync(Func<bool> condition) => TrueAsync(() => Task.FromResult(condition()));

    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        var limit = Stopwatch.StartNew();
        while (!await condition().Within())
        {
            Assert.True(limit.Elapsed < Waiting.Limit, "it does not come about");
            await Task.Delay(20);
        }
    }
}
