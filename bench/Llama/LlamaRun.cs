using System.Diagnostics;
using System.Text;
using GroupChat.Agents.Llama;

namespace GroupChat.Bench.Llama;

/// <summary>One request as it was answered.</summary>
/// <param name="FirstText">Milliseconds until the first text.</param>
/// <param name="Text">The answer.</param>
/// <param name="Usage">What it took.</param>
internal sealed record LlamaRun(double FirstText, string Text, LlamaUsage Usage)
{
    public static async Task<LlamaRun> OfAsync(ILlamaEngine engine, LlamaRequest request)
    {
        var start = Stopwatch.GetTimestamp();
        var first = 0.0;
        var text = new StringBuilder();
        var usage = default(LlamaUsage);
        await foreach (var step in engine.StartAsync(request, CancellationToken.None))
        {
            if (step is LlamaText { Text: var piece })
            {
                first = first == 0 ? Stopwatch.GetElapsedTime(start).TotalMilliseconds : first;
                text.Append(piece);
            }
            else if (step is LlamaEnd end)
                usage = end.Usage;
        }
        return new LlamaRun(first, text.ToString(), usage);
    }
}
